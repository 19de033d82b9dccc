import type { App } from '@slack/bolt';

/** Resolves in a turn of the event loop of its own, those that came first before others. */
function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];

  function next(): void {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  }

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}

/**
 * After its acknowledgement a delivery waits for its turn, so that what came meanwhile is acknowledged before more than one is answered:
 * an answer takes some milliseconds, and Slack waits 3 s for the one and people for the other.
 */
export function answerInTurns(app: Pick<App, 'processEvent'>): void {
  const turn = createTurns();
  const processEvent = app.processEvent.bind(app);
  app.processEvent = (event) =>
    processEvent({
      ...event,
      async ack(response) {
        await event.ack(response);
        await turn();
      },
    });
}
