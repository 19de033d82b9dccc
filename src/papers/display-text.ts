/** Turns a source's LaTeX-flavoured text into what people read. The table holds what arXiv abstracts really contain. */

// A map, not an object: \constructor must not find what every object inherits.
const symbols: ReadonlyMap<string, string> = new Map(
  Object.entries({
    times: '×',
    cdot: '·',
    pm: '±',
    sim: '~',
    approx: '≈',
    le: '≤',
    leq: '≤',
    ge: '≥',
    geq: '≥',
    neq: '≠',
    ll: '≪',
    gg: '≫',
    to: '→',
    rightarrow: '→',
    leftarrow: '←',
    infty: '∞',
    partial: '∂',
    nabla: '∇',
    sqrt: '√',
    sum: '∑',
    prod: '∏',
    in: '∈',
    mid: '|',
    ell: 'ℓ',
    ldots: '…',
    dots: '…',
    cdots: '…',
    textendash: '–',
    textemdash: '—',
    textasciitilde: '~',
    textbackslash: '\\',
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ε',
    varepsilon: 'ε',
    zeta: 'ζ',
    eta: 'η',
    theta: 'θ',
    kappa: 'κ',
    lambda: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    pi: 'π',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    phi: 'φ',
    varphi: 'φ',
    chi: 'χ',
    psi: 'ψ',
    omega: 'ω',
    Gamma: 'Γ',
    Delta: 'Δ',
    Theta: 'Θ',
    Lambda: 'Λ',
    Sigma: 'Σ',
    Phi: 'Φ',
    Psi: 'Ψ',
    Omega: 'Ω',
    i: 'ı',
    j: 'ȷ',
    o: 'ø',
    O: 'Ø',
    l: 'ł',
    L: 'Ł',
    ss: 'ß',
    ae: 'æ',
    AE: 'Æ',
    oe: 'œ',
    OE: 'Œ',
    aa: 'å',
    AA: 'Å',
    eg: 'e.g.',
    ie: 'i.e.',
    etal: 'et al.',
    etc: 'etc.',
    wrt: 'w.r.t.',
    quad: ' ',
    qquad: ' ',
    xspace: '',
    propto: '∝',
    equiv: '≡',
    circ: '°',
    dagger: '†',
    forall: '∀',
    exists: '∃',
    subset: '⊂',
    subseteq: '⊆',
    cup: '∪',
    cap: '∩',
    oplus: '⊕',
    otimes: '⊗',
    odot: '⊙',
    langle: '⟨',
    rangle: '⟩',
    lesssim: '≲',
    gtrsim: '≳',
    Rightarrow: '⇒',
    mapsto: '↦',
    textless: '<',
    textgreater: '>',
    upsilon: 'υ',
    Xi: 'Ξ',
    Pi: 'Π',
  }),
);

// Combining marks of LaTeX's accent commands: \"o is o + U+0308.
const accents: Readonly<Record<string, string>> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030C',
  u: '\u0306',
  H: '\u030B',
  k: '\u0328',
  r: '\u030A',
};

const superscripts: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  n: 'ⁿ',
};
const subscripts: Readonly<Record<string, string>> = {
  '0': '₀',
  '1': '₁',
  '2': '₂',
  '3': '₃',
  '4': '₄',
  '5': '₅',
  '6': '₆',
  '7': '₇',
  '8': '₈',
  '9': '₉',
  '+': '₊',
  '-': '₋',
};

function raised(text: string, table: Readonly<Record<string, string>>): string | undefined {
  const characters = [...text].map((character) => table[character]);
  return characters.every((character) => character !== undefined) ? characters.join('') : undefined;
}

function withAccent(_match: string, accent: string, braced = '', bare = ''): string {
  // A dotless i or j gets its accent where the dot was.
  const letter = (braced || bare).replace(/^\\([ij])$/, '$1');
  return `${letter}${accents[accent] ?? ''}`.normalize('NFC');
}

const argumentShown = /\\(?:text\w*|math\w*|emph|underline|url|mbox|operatorname)\s*\{([^{}]+)\}/g;

/** Formatting commands dropped, their argument kept, from the innermost out; five levels are more than any abstract nests. */
function withoutFormatting(text: string): string {
  let plain = text;
  for (let level = 0; level < 5; level += 1) plain = plain.replace(argumentShown, '$1');
  return plain;
}

/**
 * Never shown: control and format characters (bidirectional overrides would reorder the text around them).
 * The two joiners stay: emoji and several scripts need them.
 */
const invisible = /[[\p{Cc}\p{Cf}]--[\u200C\u200D]]/gv;

/** But a single blank, which is most of it. */
const whiteSpace = /\s{2,}|[^\S ]/g;

/** Most abstracts have none of it, and nothing to resolve. */
const maybeMarkup = /[\\${}^_`~]|''|--/;

function withoutMarkup(text: string): string {
  const unformatted = withoutFormatting(
    text
      // A line break, then thin marks that show nothing.
      .replace(/\\\\/g, ' ')
      .replace(/\\[-@/()[\]]/g, '')
      .replace(/\\(["'`^~=.])\s*(?:\{(\\?[a-zA-Z])\}|(\\[ij](?![a-zA-Z])|[a-zA-Z]))/g, withAccent)
      .replace(/\\([cvuHkr])(?:\s*\{(\\?[a-zA-Z])\}|\s+([a-zA-Z]))/g, withAccent)
      // Of two arguments the second is text.
      .replace(/\\(?:textcolor|colorbox|href)(?:\[[^\]]{0,40}\])?\{[^{}]*\}\{([^{}]*)\}/g, '$1')
      .replace(/\\color(?:\[[^\]]{0,40}\])?\{[^{}]*\}/g, '')
      .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
      .replace(/\\(?:begin|end|label|cite[pt]?|ref|footnote)\{[^{}]*\}/g, '')
      // {\it word} and \emph{word}: the command goes, the word stays.
      .replace(/\{\s*\\(?:it|bf|em|tt|sc|rm|sf|sl|bfseries|itshape)\s+([^{}]*)\}/g, '$1')
      .replace(/\\(?:it|bf|em|tt|sc|rm|sf|sl|bfseries|itshape)(?![a-zA-Z])\s*/g, ''),
  );
  return (
    unformatted
      .replace(/\\([a-zA-Z]+)(?:\{\})?/g, (whole, name: string) => symbols.get(name) ?? whole.replace(/^\\|\{\}$/g, ''))
      // {ü} and ℓ_{∞}: one character needs no group.
      .replace(/\{(\P{ASCII})\}/gu, '$1')
      .replace(/\^°/g, '°')
      .replace(/\\([%$#_&{} ])/g, '$1')
      .replace(/\\[,;:!]/g, ' ')
      // Mathematics, but not the prices in "$5 and $10".
      .replace(/\$(?!\d[^$]*\$\d)([^$]{1,200})\$/g, '$1')
      .replace(
        /\^(?:\{([0-9n+-]+)\}|([0-9]))/g,
        (whole, braced?: string, bare?: string) => raised(braced ?? bare ?? '', superscripts) ?? whole,
      )
      .replace(
        /_(?:\{([0-9+-]+)\}|([0-9]))(?![\w.])/g,
        (whole, braced?: string, bare?: string) => raised(braced ?? bare ?? '', subscripts) ?? whole,
      )
      // Braces round prose only group it; round one word they may be meant ("{time}{place}").
      .replace(/\{([^{}\s]*\s[^{}]*)\}/g, '$1')
      // Markdown emphasis that survives in abstracts: _deterministic_.
      .replace(/(^|[\s(])_([\p{L}-]+)_(?=[\s.,;:)]|$)/gu, '$1$2')
      .replace(/``|(?<=^|[\s(])''(?=\S)/g, '“')
      .replace(/''/g, '”')
      .replace(/(?<=^|[\s(])`([^`']{1,80})'(?!\p{L})/gu, '‘$1’')
      .replace(/---/g, '—')
      .replace(/(?<=\s)--(?=\s)|(?<=[\p{L}\p{N})])--(?=[\p{L}\p{N}(])/gu, '–')
      // A tie joins two words; before a number it means "about", between two "to".
      .replace(/(?<=[\p{L}\p{N}.])(?<!\d(?=~\d))~(?=[\p{L}\p{N}([])/gu, ' ')
  );
}

/**
 * `raw` as people should read it: one line, accents, quotes, dashes and common macros resolved, formatting commands dropped,
 * nothing invisible. It never adds markup; unknown macros keep their name, so that no meaning is lost.
 */
export function displayText(raw: string): string {
  const text = raw.toWellFormed().replace(whiteSpace, ' ').replace(invisible, '');
  const resolved = maybeMarkup.test(text) ? withoutMarkup(text) : text;
  return resolved
    .replace(whiteSpace, ' ')
    .replace(/ ([,.;:!?)])(?= |$)/g, '$1')
    .trim();
}
