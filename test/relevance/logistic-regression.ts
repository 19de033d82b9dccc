/** One observation: its features, whether it is of the class, and how much it counts. */
export interface Sample {
  readonly features: readonly number[];
  readonly isPositive: boolean;
  readonly weight: number;
}

export interface LinearModel {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** Newton's method is at rest long before. */
const rounds = 30;

/** Solves `matrix` x = `vector` by Gaussian elimination with pivots; both are changed. */
function solve(matrix: number[][], vector: number[]): number[] {
  const size = vector.length;
  const at = (row: number, column: number): number => matrix[row]?.[column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    [matrix[column], matrix[pivot]] = [matrix[pivot] ?? [], matrix[column] ?? []];
    [vector[column], vector[pivot]] = [vector[pivot] ?? 0, vector[column] ?? 0];
    for (let row = column + 1; row < size; row += 1) {
      const factor = at(row, column) / at(column, column);
      for (let other = column; other < size; other += 1)
        (matrix[row] ?? [])[other] = at(row, other) - factor * at(column, other);
      vector[row] = (vector[row] ?? 0) - factor * (vector[column] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = vector[row] ?? 0;
    for (let column = row + 1; column < size; column += 1) rest -= at(row, column) * (solution[column] ?? 0);
    solution[row] = rest / at(row, row);
  }
  return solution;
}

/**
 * Logistic regression by Newton's method on standardised features; the model is given for the features as they are.
 *
 * @param penalty of the squared weights (L2), which keeps them small where samples are few
 */
export function fitLogistic(samples: readonly Sample[], penalty = 1): LinearModel {
  const count = samples[0]?.features.length ?? 0;
  const columns = Array.from({ length: count }, (_, index) => samples.map(({ features }) => features[index] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / samples.length);
  const deviations = columns.map(
    (column, index) =>
      Math.sqrt(column.reduce((sum, value) => sum + (value - (means[index] ?? 0)) ** 2, 0) / samples.length) || 1,
  );
  const rows = samples.map(({ features }) => [
    1,
    ...features.map((value, index) => (value - (means[index] ?? 0)) / (deviations[index] ?? 1)),
  ]);
  let weights = new Array<number>(count + 1).fill(0);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : penalty * weight));
    const hessian = weights.map((_, row) =>
      weights.map((__, column) => (row === column ? (row === 0 ? 1e-9 : penalty) : 0)),
    );
    for (const [index, row] of rows.entries()) {
      const { isPositive, weight = 1 } = samples[index] ?? { isPositive: false };
      const chance = 1 / (1 + Math.exp(-row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)));
      for (const [i, value] of row.entries()) {
        gradient[i] = (gradient[i] ?? 0) + weight * (chance - Number(isPositive)) * value;
        const line = hessian[i] ?? [];
        for (const [j, other] of row.entries())
          line[j] = (line[j] ?? 0) + weight * chance * (1 - chance) * value * other;
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, index) => weight - (step[index] ?? 0));
  }
  const [intercept = 0, ...standardised] = weights;
  const scaled = standardised.map((weight, index) => weight / (deviations[index] ?? 1));
  return {
    bias: scaled.reduce((sum, weight, index) => sum - weight * (means[index] ?? 0), intercept),
    weights: scaled,
  };
}
