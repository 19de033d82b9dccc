import type { Answer } from './answer.ts';
import type { Collection } from './collection.ts';

/** People ask what others have asked; an answer of five papers with its reasons takes some 10 kB. */
const maxRemembered = 500;
/** "since:7d" is another day tomorrow. */
const rememberedMs = 3_600_000;

export interface RememberAnswersOptions {
  readonly library: Pick<Collection, 'edition'>;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number;
}

interface Answering {
  ask(text: string, page?: object): Promise<Answer>;
  askTalk(text: string, page?: object): Promise<Answer>;
}

/** The same, but a question that was asked within the hour is answered as before, unless the library has changed since. */
export function rememberAnswers<All extends Answering>(all: All, { library, now }: RememberAnswersOptions): All {
  const answers = new Map<string, Promise<Answer>>();
  let of = '';

  function remembered(kind: string, text: string, page: object, answer: () => Promise<Answer>): Promise<Answer> {
    // A library that does not tell when it changes is asked each time.
    if (library.edition === undefined) return answer();
    const current = `${library.edition} ${Math.floor(now() / rememberedMs)}`;
    if (current !== of || answers.size >= maxRemembered) answers.clear();
    of = current;
    const key = JSON.stringify([kind, text, page]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const asked = answer();
    answers.set(key, asked);
    const forget = (): void => {
      if (answers.get(key) === asked) answers.delete(key);
    };
    // Where the encoder was late, or nothing was found, the next one may get a better answer.
    asked.then((given) => {
      if (given.kind !== 'matches' || given.isByWordsOnly === true) forget();
    }, forget);
    return asked;
  }

  return {
    ...all,
    ask: (text: string, page = {}) => remembered('ask', text, page, () => all.ask(text, page)),
    askTalk: (text: string, page = {}) => remembered('talk', text, page, () => all.askTalk(text, page)),
  };
}
