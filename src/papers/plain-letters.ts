import anyAscii from 'any-ascii';

/** Letters as people type them who do not have them on their keyboard. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what ASCII means
const ascii = /^[\u0000-\u007F]*$/;
const notOneOfAscii = /[[\p{Script=Latin}]--[a-zA-Z]]\p{M}*|[a-zA-Z]\p{M}+/gv;
/** One to three letters alone are signs, "β" or "αβ"; more are a word of the language. */
const greekSigns = /(?<!\p{Script=Greek})\p{Script=Greek}{1,3}(?!\p{Script=Greek})/gu;

const greekNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta', ι: 'iota' },
    ...{ κ: 'kappa', λ: 'lambda', μ: 'mu', ν: 'nu', ξ: 'xi', ο: 'omicron', π: 'pi', ρ: 'rho', σ: 'sigma', ς: 'sigma' },
    ...{ τ: 'tau', υ: 'upsilon', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega' },
  }),
);

/**
 * Lower-case text with Latin letters plain and Greek signs by their names: "gödel" gives "godel", "łódź" "lodz", "β-vae" "beta-vae".
 * Other scripts stay.
 */
export function plainLetters(text: string): string {
  if (ascii.test(text)) return text;
  return text
    .replace(notOneOfAscii, (letter) => anyAscii(letter.normalize('NFC').replace(/\p{M}/gu, '')).toLowerCase())
    .replace(greekSigns, (signs) => Array.from(signs, (sign) => greekNames.get(sign) ?? sign).join(''));
}

/** A word of any script in the letters a to z and digits, lower case: "Łukasz" gives "lukasz", "Иванов" "ivanov", "王" "wang". */
export function romanised(word: string): string {
  const plain = ascii.test(word) ? word : anyAscii(word.normalize('NFC'));
  return plain.toLowerCase().replace(/[^a-z0-9]/g, '');
}
