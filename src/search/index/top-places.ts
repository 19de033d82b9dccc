/**
 * Places of the largest numbers above 0 in `values`, largest first; of equals the first place first.
 *
 * @param count how many at most; a few hundred cost hardly more than one
 */
export function topPlaces(values: Float32Array, count: number): Uint32Array {
  if (count >= values.length) return allPlaces(values);
  // A heap of the best so far, the worst of them on top.
  const heap = new Uint32Array(count);
  let size = 0;
  const isWorse = (a: number, b: number): boolean => {
    const [first, second] = [values[a] ?? 0, values[b] ?? 0];
    return first < second || (first === second && a > b);
  };
  const swap = (a: number, b: number): void => {
    const held = heap[a] ?? 0;
    heap[a] = heap[b] ?? 0;
    heap[b] = held;
  };
  function rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isWorse(heap[at] ?? 0, heap[parent] ?? 0)) return;
      swap(at, parent);
      at = parent;
    }
  }
  function sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let worst = at;
      if (left < size && isWorse(heap[left] ?? 0, heap[worst] ?? 0)) worst = left;
      if (right < size && isWorse(heap[right] ?? 0, heap[worst] ?? 0)) worst = right;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  }
  let least = 0;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0;
    if (value <= least) continue;
    if (size < count) {
      heap[size] = place;
      size += 1;
      rise(size - 1);
    } else {
      heap[0] = place;
      sink();
    }
    if (size === count) least = values[heap[0] ?? 0] ?? 0;
  }
  return heap.subarray(0, size).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}

function allPlaces(values: Float32Array): Uint32Array {
  const places = Uint32Array.from(values.keys()).filter((place) => (values[place] ?? 0) > 0);
  return places.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}
