import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readForeign, toldInLanguage } from '../../src/search/foreign.ts';
import { shippedPaperboy } from '../support/builders.ts';

const { ask, library, meaning } = await shippedPaperboy();
const isWord = (word: string): boolean => meaning?.hasWord(word) === true;

test.each([
  ['¿Hay artículos sobre cuantización con LoRA?', 'es', 'LoRA'],
  ['aprendizaje por refuerzo con RLHF y Transformers', 'es', 'RLHF Transformers'],
  ['Y a-t-il des articles sur la quantification avec LoRA ?', 'fr', 'quantification LoRA'],
  ['modèles de diffusion pour les images', 'fr', 'modèles diffusion images'],
  ['Gibt es Artikel über Quantisierung mit LoRA?', 'de', 'LoRA'],
  ['Wie beschleunigt man Transformer?', 'de', 'Transformer'],
  ['Há artigos sobre quantização com LoRA?', 'pt', 'LoRA'],
  ['Ci sono articoli sulla quantizzazione con LoRA?', 'it', 'LoRA'],
  ['Есть статьи о квантовании с LoRA?', 'ru', 'LoRA'],
  ['有没有关于LoRA量化的论文？', 'zh', 'LoRA'],
  ['LoRAによる量子化の論文はありますか？', 'ja', 'LoRA'],
  ['LoRA 양자화에 대한 논문이 있나요?', 'ko', 'LoRA'],
  ['क्या LoRA पर कोई शोध पत्र है?', 'hi', 'LoRA'],
  ['redes neuronales', 'es', ''],
  ['Aktivierungsfunktionen in neuronalen Netzen', 'de', ''],
  // What papers are called, and “about”, are no subject, also in few words.
  ['articles sur RLHF', 'fr', 'RLHF'],
  ['papers sur LoRA', 'fr', 'LoRA'],
  ['les derniers articles sur dropout', 'fr', 'dropout'],
  ['Quels articles parlent de dropout ?', 'fr', 'dropout'],
  ['publications sur dropout', 'fr', 'dropout'],
  ['articulos sobre pruning', 'es', 'pruning'],
  ['papers sobre KV cache', 'es', 'KV cache'],
  ['¿hay papers de LoRA?', 'es', 'LoRA'],
  ['artigos sobre LoRA', 'pt', 'LoRA'],
  ['Paper über LoRA', 'de', 'LoRA'],
  ['zeig mir Papers zu attention sinks', 'de', 'attention sinks'],
  ['Studien zu MoE', 'de', 'MoE'],
  ['über LoRA', 'de', 'LoRA'],
  ['articoli su dropout', 'it', 'dropout'],
])('%s is %s, and of its words papers use %j', async (question, language, words) => {
  expect(await readForeign(library, question, isWord)).toEqual({ language, words });
  expect(toldInLanguage({ language })).toHaveLength(1);
});

// Others have no sentence of their own.
test.each([
  'Zijn er artikelen over kwantisatie met LoRA?',
  'naïve Bayes résumé parsing',
  'Schrödinger bridges and Poincaré embeddings',
  'quantizaton of langauge modles',
  'el nino forecasting',
  'foo bar baz',
  'de novo design',
  'DES encryption',
  'papers by Zu and Su on dropout',
  'papers by Uber on routing',
  'articles on RLHF',
  // Known to no paper here, and English all the same.
  'beginner friendly',
  'gut microbiome',
  'los angeles traffic',
  'san francisco',
  'con artists',
])('%s is answered as it stands', async (question) => {
  expect(await readForeign(library, question, isWord)).toBeUndefined();
});

test('no question or talk of the judged ones in English is taken for another language', async () => {
  const judged = ['queries', 'near-misses', 'asked', 'off-topic', 'threads'].flatMap((name) =>
    readFileSync(new URL(`../../data/evaluation/development-${name}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line): string => JSON.parse(line).query),
  );

  const read = await Promise.all(judged.map((question) => readForeign(library, question, isWord)));

  expect(judged.length).toBeGreaterThan(400);
  expect(judged.filter((_, index) => read[index] !== undefined)).toEqual([]);
});

test('the words that carry over are looked for, page by page', async () => {
  const question = '¿Hay artículos sobre Transformers y cuantización?';
  const inEnglish = await ask.ask('Transformers', { offset: 5, limit: 5 });

  expect(await ask.ask(question, { offset: 5, limit: 5 })).toEqual({
    ...inEnglish,
    language: 'es',
    question: expect.objectContaining({ text: question, words: 'Transformers' }),
  });
  expect(await ask.ask('注意力机制')).toMatchObject({ kind: 'none', language: 'zh', nearest: [] });
});
