import type { Context } from '@slack/bolt';
import type { Question } from '../../../store/questions.ts';
import type { AnswerQuestions } from '../../delivery/answer-questions.ts';
import { type OpenQuestion, openQuestionKey } from '../../intake/inbox.ts';

/** The listener of all events that can bring a question: which do was found out when they were taken in. */
export function createAnswerQuestion({ answer }: Pick<AnswerQuestions, 'answer'>) {
  return async ({ context }: { readonly context: Context }): Promise<void> => {
    const open: OpenQuestion | undefined = context[openQuestionKey];
    if (open === undefined) return;
    // Not every delivery says who the bot is.
    const known = (question: Question) => ({ ...question, botUserId: question.botUserId ?? context.botUserId });
    const kept = open.kept && { ...open.kept, question: known(open.kept.question) };
    await answer({ ...open, question: known(open.question), kept });
  };
}
