import { fileURLToPath } from 'node:url';
import { dims } from './encoder.ts';
import { dotProduct } from './meaning.ts';
import { importRuntime, sessionOptions } from './runtime.ts';

/** The product of a direction with each row of a matrix, `dims` numbers a row. */
export type DotProducts = (rows: Float32Array, direction: Float32Array) => Promise<Float32Array>;

const model = fileURLToPath(new URL('../../../data/encoder/dot-products.onnx', import.meta.url));

const byLoop: DotProducts = async (rows, direction) =>
  Float32Array.from({ length: rows.length / dims }, (_, row) =>
    dotProduct(direction, rows.subarray(row * dims, (row + 1) * dims)),
  );

/** Memory is the limit, which two threads read twice as fast; the second one waits without turning in circles. */
const options = { ...sessionOptions, intraOpNumThreads: 2, extra: { session: { intra_op: { allow_spinning: '0' } } } };

/**
 * The encoder's runtime uses what the processor has for it: 20,000 rows take 1 to 3 ms, a loop in JavaScript 8 to 14. Where it is not there
 * or fails, the loop does it.
 */
export async function openDotProducts(load = importRuntime): Promise<DotProducts> {
  try {
    const { InferenceSession, Tensor } = await load();
    const session = await InferenceSession.create(model, options);
    return async (rows, direction) => {
      const input = {
        rows: new Tensor('float32', rows, [rows.length / dims, dims]),
        direction: new Tensor('float32', direction, [dims, 1]),
      };
      const { products } = await session.run(input).catch(() => ({ products: undefined }));
      return products?.data instanceof Float32Array ? products.data : byLoop(rows, direction);
    };
  } catch {
    return byLoop;
  }
}
