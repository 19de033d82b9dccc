/** Does some work, and calls `onTurn` whenever others have their turn of the event loop meanwhile. */
export async function atEachTurn<Result>(onTurn: () => void, work: () => Promise<Result>): Promise<Result> {
  let isWorking = true;
  const watch = (): void => {
    onTurn();
    if (isWorking) setImmediate(watch);
  };
  setImmediate(watch);
  const result = await work();
  isWorking = false;
  return result;
}

/** Does some work; gives its result and how many turns others had meanwhile. */
export async function countingTurns<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly turns: number }> {
  let turns = 0;
  const result = await atEachTurn(() => {
    turns += 1;
  }, work);
  return { result, turns };
}
