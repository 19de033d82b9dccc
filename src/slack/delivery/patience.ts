/** Waits of one question for Slack; after them its answer comes another way. */
const maxWaits = 3;
const maxQuestions = 1_000;

/** True when this question has waited often enough; else it is taken to wait once more. */
export function createPatience(): (question: string) => boolean {
  const waits = new Map<string, number>();
  return (question) => {
    const before = waits.get(question) ?? 0;
    waits.delete(question);
    if (before >= maxWaits) return true;
    waits.set(question, before + 1);
    const [oldest] = waits.keys();
    if (waits.size > maxQuestions && oldest !== undefined) waits.delete(oldest);
    return false;
  };
}
