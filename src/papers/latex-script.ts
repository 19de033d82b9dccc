function pairsOf(text: string): [string, string][] {
  return Array.from(text.matchAll(/(.)(.)/gu), ([, from = '', to = '']) => [from, to]);
}

const raised: ReadonlyMap<string, string> = new Map(pairsOf('0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻nⁿ'));
const lowered: ReadonlyMap<string, string> = new Map(pairsOf('0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋'));

/** Stand above the line by themselves. */
const raisedByNature = /^[*†‡®°′″⊤★]+$/u;

/** What stands above or below the line: with Unicode's small signs where it has them, else after the sign that LaTeX has for it. */
export function script(sign: '^' | '_', inner: string): string {
  const text = inner.trim();
  const table = sign === '^' ? raised : lowered;
  const characters = [...text].map((character) => table.get(character));
  if (characters.every((character) => character !== undefined)) return characters.join('');
  if (sign === '^' && raisedByNature.test(text)) return text;
  const isOneWord = /^(?:[\p{L}\p{M}*∞]+|[\p{N}.]+|[\p{L}\p{M}∞]\p{N}+)$/u.test(text);
  const isList = sign === '_' && /^[\p{L}\p{M}\p{N}.,∞→*]+$/u.test(text);
  return isOneWord || isList ? `${sign}${text}` : `${sign}(${text})`;
}
