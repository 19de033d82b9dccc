/** The runtime is optional: the types come from the package that it shares with its browser twin, so that they hold without it. */
declare module 'onnxruntime-node' {
  export * from 'onnxruntime-common';
}
