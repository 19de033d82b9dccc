import { describe, expect, test } from 'vitest';
import { shippedPaperboy, titlesOf } from '../support/builders.ts';

const { ask } = await shippedPaperboy();

const massiveActivations = '2402.17762';

/** A thread about massive activations, with what threads are full of. */
const thread = [
  'morning :wave: look at this, one hidden unit of llama is "ten thousand" times the rest',
  '```',
  'Traceback (most recent call last):',
  '  File "probe.py", line 12, in dropout_ensemble',
  'ValueError: variational autoencoder posterior collapse',
  '```',
  '<@U04ANNA> is that a bug? https://example.com/federated/kernels?top=99',
  'no, always the same few activations, huge, at the first token -survey says mistral too',
  'has:it something to do with attention sinks? note:they act like a bias. since:tuesday',
  'set them to zero and the model breaks :exploding_head:',
].join('\n');

async function idsFor(text: string): Promise<string[]> {
  const answer = await ask.ask(text, { limit: 3 });
  return answer.kind === 'matches' ? answer.matches.map(({ paper }) => paper.id) : [answer.kind];
}

describe('a thread as the question', () => {
  test('is answered by what it talks about; its quotes, dashes and colons are no filters', async () => {
    const answer = await ask.ask(thread);

    expect(await idsFor(thread)).toContain(massiveActivations);
    expect(answer.question).toMatchObject({ phrases: [], excluded: [], problems: [] });
  });

  test('is condensed to words that find the same', async () => {
    const words = await ask.condense(thread);

    expect(await idsFor(words)).toContain((await idsFor(thread))[0]);
    expect(words.split(' ').length).toBeLessThanOrEqual(16);
    expect(words).toContain('sinks');
  });

  test('says nothing by its code, stack traces, links, people, emoji and numbers', async () => {
    const words = (await ask.condense(thread)).split(' ');

    for (const noise of ['autoencoder', 'ensemble', 'file', 'federated', 'kernels', 'exploding', '99', 'u04anna']) {
      expect(words).not.toContain(noise);
    }
  });

  test('reads the same with the names of those who speak', async () => {
    const messages = (await ask.condense(thread)).split(' ').map((word) => `why is it the ${word}?`);
    const named = messages.map((message, index) => `${['Ana', '[10:12] ben.k', 'summer'][index % 3]}: ${message}`);

    expect(await ask.condense(named.join('\n'))).toBe(await ask.condense(messages.join('\n')));
  });

  test('of code alone is too vague, not an error', async () => {
    const code = `\`\`\`\n${'x = dropout(x)\n'.repeat(20)}\`\`\``;

    expect(titlesOf(await ask.ask(code))).toEqual(['too-vague']);
    expect(await ask.condense(code)).toBe('');
  });

  test('of small talk finds nothing, also where a word or two would', async () => {
    const smallTalk = [
      'has anybody booked the hotel for the conference in vienna',
      'yes, two double rooms near the station, breakfast in the garden is included there',
      'flights are getting expensive, the train takes nine hours but I like the mountains',
      'remember the visa letters, and the umbrella for the sunny afternoon by the river',
    ].join('\n');

    expect(titlesOf(await ask.ask(smallTalk))).toEqual(['none']);
    expect(await ask.condense(smallTalk)).toBe('');
  });
});

test('what somebody says in a thread is no subject that the library could lack', async () => {
  const answer = await ask.askTalk('our llama run has massive activations');

  expect(answer).toMatchObject({ kind: 'matches', matches: expect.arrayContaining([expect.anything()]) });
  expect(answer).not.toHaveProperty('absent');
});

test('a question typed on several lines keeps its filters', async () => {
  const { question } = await ask.ask('activation functions\n"ReLU" -survey\nsince:2024');

  expect(question).toMatchObject({ phrases: ['ReLU'], excluded: ['survey'], since: '2024' });
});

test('papers are alike by what both are about, not by an odd word that they share', async () => {
  const initialization = '2504.19270'; // of implicit neural representations

  const similar = await ask.similar(initialization, { limit: 4 });

  // Before, pooling of image datasets and multimodal learning stood among these, which also say "covariate" and "modality".
  for (const { paper } of similar?.matches ?? []) expect(`${paper.title} ${paper.abstract}`).toMatch(/\binit/i);
  expect(similar?.matches.length).toBe(4);
});
