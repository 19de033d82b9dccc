import { registerHooks } from 'node:module';

/** Preloaded with --import, it makes a machine without the optional package onnxruntime-node. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'onnxruntime-node') return next(specifier, context);
    throw Object.assign(new Error(`Cannot find package '${specifier}'`), { code: 'ERR_MODULE_NOT_FOUND' });
  },
});
