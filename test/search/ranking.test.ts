import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/papers/paper.ts';
import { aPaper, askAmong, shippedPaperboy, titlesOf } from '../support/builders.ts';

/** A dozen papers of one field, so that every question has near misses to get wrong. */
const field: readonly Paper[] = [
  aPaper({
    title: 'Retrieval at Scale',
    abstract: 'We build an index over a billion passages and answer in milliseconds.',
    published: '2021-03-01',
  }),
  aPaper({
    title: 'Open-Domain Answering',
    abstract: 'Reading systems need evidence. We study how retrieval errors propagate to the reader.',
    published: '2022-05-01',
  }),
  aPaper({
    title: 'Generative Models of Documents',
    abstract: 'A generative model writes documents. Code: https://github.com/a/generative.',
    published: '2023-01-15',
  }),
  aPaper({
    title: 'A Generation of Readers',
    abstract: 'We survey how a generation of readers learned to use libraries.',
    published: '2019-07-01',
  }),
  aPaper({
    title: 'Compressing Transformers after Training',
    abstract:
      'Post-training quantization (PTQ) maps weights to integers without labels. We propose a PTQ method with learned rounding.',
    published: '2023-11-01',
  }),
  aPaper({
    title: 'Rounding without Labels',
    abstract: 'We quantize weights after training. Post-training quantization needs few samples.',
    published: '2024-02-01',
  }),
  aPaper({
    title: 'Integer Arithmetic on Phones',
    abstract: 'Our PTQ baseline runs on a phone. See github.com/a/integer.',
    published: '2024-06-20',
  }),
  aPaper({
    title: 'Training from Scratch',
    abstract: 'Training from scratch beats starting from a checkpoint. Quantum effects play no role.',
    published: '2020-01-01',
  }),
  aPaper({
    title: 'Diffusion of Images',
    abstract: 'Diffusion models denoise images step by step.',
    published: '2022-09-01',
  }),
  aPaper({
    title: 'Infusion of Knowledge',
    abstract: 'Knowledge infusion adds facts to language models.',
    published: '2022-10-01',
  }),
  aPaper({
    title: 'State Space Layers',
    abstract: 'A state space layer models long sequences in linear time.',
    published: '2023-12-01',
  }),
  aPaper({
    title: 'Space for a State',
    abstract: 'The state of a robot in space is estimated over long sequences.',
    published: '2018-04-01',
  }),
];

const { ask } = askAmong(field);

async function found(question: string): Promise<string[]> {
  return titlesOf(await ask(question));
}

describe('what comes first', () => {
  test('a word in the title outranks the same word in the abstract', async () => {
    expect(await found('retrieval')).toEqual([
      'Retrieval at Scale', // in the title, which counts 1.5 times and is short
      'Open-Domain Answering', // in the abstract only
    ]);
  });

  test('the exact form outranks another word of the same stem', async () => {
    expect(await found('generative')).toEqual([
      'Generative Models of Documents', // the form that was asked for
      'A Generation of Readers', // Porter cuts both to "gener"
    ]);
    expect(await found('generation')).toEqual([
      'A Generation of Readers', // the other way round
      'Generative Models of Documents',
    ]);
  });

  test('plural, tense and British spelling make no difference', async () => {
    const expected = await found('quantization');

    expect(expected).toEqual(['Rounding without Labels', 'Compressing Transformers after Training']);
    for (const form of ['quantizations', 'quantisation', 'Quantization', 'QUANTIZATION'])
      expect(await found(form)).toEqual(expected);
  });

  test('a paper with both words outranks papers with one of them', async () => {
    expect(await found('knowledge models')).toEqual([
      'Infusion of Knowledge', // both
      'Generative Models of Documents', // "models" alone, but in the title
      'Diffusion of Images', // "models" in the abstract, as in the next
      'State Space Layers',
    ]);
  });

  test('a rare word counts more than a common one', async () => {
    expect((await found('models denoise'))[0]).toBe('Diffusion of Images'); // "denoise" is in one paper of twelve, "models" in four
  });
});

describe('what people mistype', () => {
  test.each(['difusion', 'diffussion', 'diffusoin', 'Diffuson'])('%s finds diffusion first', async (typo) => {
    expect((await found(typo))[0]).toBe('Diffusion of Images'); // "infusion" is two letters from "difusion", so it may follow.
  });

  test('a word that is right is not taken for a typo of another', async () => {
    expect(await found('quantum')).toEqual(['Training from Scratch']); // not quantization
  });

  test('the beginning of a long word is enough', async () => {
    expect(await found('millis')).toEqual(['Retrieval at Scale']);
  });
});

test('what papers write as one word is found by two, and one by what they join with a dash', async () => {
  const { ask: askThem } = askAmong([
    aPaper({ title: 'Latent Codes', abstract: 'We train autoencoders on speech.' }),
    aPaper({ title: 'Speech', abstract: 'Encoders of speech, without decoders.' }),
    aPaper({ title: 'Text', abstract: 'Encoders of text, without decoders.' }),
    aPaper({ title: 'Pre-Trained Layers', abstract: 'Layers that were pre-trained.' }),
  ]);

  expect(titlesOf(await askThem('auto encoders'))[0]).toBe('Latent Codes');
  expect(titlesOf(await askThem('pretrained'))).toEqual(['Pre-Trained Layers']);
});

describe('acronyms', () => {
  test('the short form finds the long form', async () => {
    expect(await found('PTQ')).toEqual([
      'Compressing Transformers after Training', // defines PTQ and uses it
      'Rounding without Labels', // spells it out only
      'Integer Arithmetic on Phones', // says PTQ without a definition
    ]);
  });

  test('the long form finds the short form', async () => {
    expect(await found('post-training quantization')).toEqual([
      'Compressing Transformers after Training', // has both
      'Rounding without Labels', // spells it out
      'Training from Scratch', // one of its words, in the title
      'Integer Arithmetic on Phones', // only says PTQ
    ]);
    expect(await found('post-training quantization since:2024-06')).toEqual(['Integer Arithmetic on Phones']);
  });

  test('small letters do not matter', async () => {
    expect(await found('ptq')).toEqual(await found('PTQ'));
  });

  test('one word of the long form alone is not the idea', async () => {
    const answer = await ask('PTQ before:2022');

    expect(answer.kind).toBe('none'); // "Training from Scratch" has a word of "post-training quantization" and nothing more.
  });
});

describe('what must and must not be in it', () => {
  test('a phrase is word for word, in this order', async () => {
    expect(await found('"state space"')).toEqual(['State Space Layers']); // not "Space for a State"
    expect((await found('state space')).toSorted()).toEqual(['Space for a State', 'State Space Layers']); // plain words: both
  });

  test('a phrase is found with any dash and any quotes', async () => {
    for (const phrase of [
      '“post-training quantization”',
      '"post–training quantization"',
      '«Post-Training Quantization»',
    ])
      expect((await found(phrase)).toSorted()).toEqual([
        'Compressing Transformers after Training',
        'Rounding without Labels',
      ]);
  });

  test('-word leaves out papers with that word, in any form', async () => {
    expect(await found('quantization -sample')).toEqual(['Compressing Transformers after Training']); // the other: "few samples"
  });

  test('-"phrase" leaves out that phrase only', async () => {
    expect(await found('space -"state space"')).toEqual(['Space for a State']);
  });

  test('since: and before: keep to the dates', async () => {
    expect(await found('PTQ since:2024')).toEqual(['Rounding without Labels', 'Integer Arithmetic on Phones']);
    expect(await found('PTQ before:2024')).toEqual(['Compressing Transformers after Training']);
    expect(await found('PTQ since:2024-02 before:2024-06')).toEqual(['Rounding without Labels']);
  });

  test('has:code keeps papers that link to code', async () => {
    expect(await found('has:code PTQ')).toEqual(['Integer Arithmetic on Phones']);
  });

  test('sort:new lists the same papers, newest first', async () => {
    expect(await found('PTQ sort:new')).toEqual([
      'Integer Arithmetic on Phones', // June 2024
      'Rounding without Labels', // February 2024
      'Compressing Transformers after Training', // 2023
    ]);
  });

  test('filters without words list the newest papers that pass', async () => {
    expect(await found('has:code')).toEqual(['Integer Arithmetic on Phones', 'Generative Models of Documents']);
    expect(await found('since:2024')).toEqual(['Integer Arithmetic on Phones', 'Rounding without Labels']);
  });
});

const paperboy = await shippedPaperboy();

describe('chat round a question never changes the ranking', () => {
  const idsOf = async (text: string): Promise<string> => {
    const answer = await paperboy.ask.ask(text, { limit: 20 });
    return answer.kind === 'matches' ? answer.matches.map(({ paper }) => paper.id).join() : answer.kind;
  };

  test.each([
    'massive activations',
    'quantization of large language models',
    'weight initialization for deep networks',
    'PTQ',
    'variance reduction policy gradient',
  ])('%s', async (question) => {
    const expected = await idsOf(question);

    const answers = await Promise.all(chat.map((wrap) => idsOf(wrap.replace('…', question))));
    const changed = chat.filter((_, index) => answers[index] !== expected);

    expect(changed).toEqual([]);
  });
});

const chat: readonly string[] = [
  'hey do we have anything about … thx',
  'Hi all! Does anybody know of a paper on …?',
  'could someone point me to papers about …, thanks!',
  'I am looking for …',
  'what is the state of the art in …?',
  'can anyone recommend a good paper on …',
  'what do we know about …',
  'has anyone read something on … lately',
  'is there any work on …',
  'any research on …?',
  'studies about …',
  'stuff regarding …',
  'anything concerning …',
  'something related to …',
  'on the topic of …',
  'I need information on …',
  'any info on …?',
  'tell me more about …',
  'show me everything on …',
  'happy monday, anything on …',
  'morning team, quick q: …',
  'hey :wave: anything on … :pray:',
  'latest papers on …',
  'newest papers on …',
  'recent papers about …',
  'anything new on …',
  'new papers on …',
  'best papers on …',
  'some interesting reads on …',
  'hello paperboy, …',
  '@paperboy …',
  'paperboy: …',
  'yo …!!!',
  '… 🙏 😀',
  '… - any pointers?',
  'anyone got a link for …',
  'remind me which paper was about …',
  'what was that paper about … again',
  'I heard about … yesterday',
  'we were discussing … in standup',
  'could you dig up …',
  'can u help me w/ …',
  'how do … work',
  'overview of …',
  'introduction to …',
  'background on …',
  'updates on …',
  'news about …',
  'heads up: …',
  'explain like I am five: …',
  'what’s up with …',
  "I'd love …",
  'arxiv papers on …',
  'my boss urgently asked me about …',
  '… pls, asap',
  '… or something',
  '*…*',
  '> …',
  're: …',
];

describe('similar papers', () => {
  const similar = async (title: string): Promise<string[]> => {
    const paper = field.find((one) => one.title === title);
    const answer = await askAmong(field).similar(paper?.id ?? '');
    return answer === undefined ? [] : titlesOf(answer);
  };

  test('share the telling words, most first, and never list the paper itself', async () => {
    expect(await similar('State Space Layers')).toEqual([
      'Space for a State', // state, space, long sequences
    ]);
  });

  test('are found for a paper of the shipped library as a person would expect', async () => {
    const answer = await (await shippedPaperboy()).ask.similar('2402.17762', { limit: 4 }); // Massive Activations in Large Language Models

    expect(answer === undefined ? [] : titlesOf(answer)).toEqual([
      'A Refined Analysis of Massive Activations in LLMs', // the same subject in the same models
      'See What You Are Told: Visual Attention Sink in Large Multimodal Models', // massive activations where images are attended to
      'Sparsing Law: Towards Large Language Models with Greater Activation Sparsity', // activations of the same models
      'Hidden Dynamics of Massive Activations in Transformer Training', // how they come about
    ]);
  });

  test('there are none for a paper that the library does not hold', async () => {
    expect(await askAmong(field).similar('2401.99999')).toBeUndefined();
  });
});

describe('authors and upvotes', () => {
  const { ask: askThem } = askAmong([
    aPaper({
      id: 'a',
      title: 'Pruning One',
      authors: ['Ada Marlowe', 'Ben E. Okafor'],
      upvotes: 3,
      published: '2024-01-01',
    }),
    aPaper({ id: 'b', title: 'Pruning Two', authors: ['Sam Marlowe'], upvotes: 40, published: '2023-01-01' }),
    aPaper({ id: 'c', title: 'Pruning Three', authors: ['Julia Müller', 'Ada Park'], published: '2022-01-01' }),
    aPaper({ id: 'd', title: 'Marlowe and Okafor on Pruning', published: '2021-01-01' }),
  ]);
  const listed = async (question: string): Promise<string[]> => titlesOf(await askThem(question));

  test('a word that nobody writes is no misspelt author', async () => {
    const byOkafor = aPaper({ title: 'Dropout', authors: ['Ben Okafor'] });

    expect(titlesOf(await askAmong([byOkafor]).ask('okafor'))).toEqual(['none']); // author:okafor asks for them
  });

  test('author: keeps the papers of who is named, not those that name them', async () => {
    expect((await listed('pruning author:marlowe')).toSorted()).toEqual(['Pruning One', 'Pruning Two']);
    expect(await listed('author:marlowe')).toEqual(['Pruning One', 'Pruning Two']); // the newest first
    expect(await listed('author:nobody')).toEqual(['none']);
  });

  test('a whole name is one person’s, with or without accents, case and initials', async () => {
    expect(await listed('author:"ada marlowe"')).toEqual(['Pruning One']);
    expect(await listed('author:"B. Okafor"')).toEqual(['Pruning One']);
    expect(await listed('author:MULLER')).toEqual(['Pruning Three']);
  });

  test('several authors must all have written it', async () => {
    expect(await listed('author:marlowe author:okafor')).toEqual(['Pruning One']);
  });

  test('sort:upvotes puts those first that most people voted for, those without a vote last', async () => {
    expect((await listed('pruning sort:upvotes')).slice(0, 2)).toEqual(['Pruning Two', 'Pruning One']);
    expect(await listed('sort:upvotes')).toEqual([
      'Pruning Two',
      'Pruning One',
      'Pruning Three',
      'Marlowe and Okafor on Pruning',
    ]);
  });
});
