export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The ONNX Runtime, an optional package. @throws an Error whose message names the cure where it cannot be loaded */
export async function importRuntime() {
  try {
    const runtime = await import('onnxruntime-node');
    // It would tell standard error about graphics cards that are not there.
    runtime.env.logLevel = 'error';
    return runtime;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    const cure = 'It has builds for Linux with glibc, Windows and macOS on ARM';
    throw new Error(
      isMissing
        ? `The package onnxruntime-node is not installed. ${cure}; there, run: npm install --include=optional.`
        : `The package onnxruntime-node cannot be loaded here (${reasonOf(error).split('\n')[0]}). ${cure}.`,
    );
  }
}

/** How a model runs. */
export const sessionOptions = {
  // Batches of threads do not pay on two cores, and the main thread needs the other one.
  intraOpNumThreads: 1,
  // A pattern is remembered for every length: 20 MB for nothing. The arena stays: without it every run asks the system for its memory
  // anew, and texts of 8 to 512 tokens take three times as long and half as much again at the peak.
  enableMemPattern: false,
  logSeverityLevel: 3,
} as const;
