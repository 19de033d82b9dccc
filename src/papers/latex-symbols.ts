import { latex2unicode } from 'unicode2latex';

function wordsAsTheyAre(words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [word, word]));
}

/**
 * What a LaTeX command without arguments prints. unicode2latex knows some 3,000 names in text and mathematics; below stands what it lacks
 * (aliases of amsmath, words that authors abbreviate) and what people read more easily than the sign that it gives ("ε" for "ϵ").
 */
const preferred: Readonly<Record<string, string>> = {
  ...wordsAsTheyAre(
    'log ln lg exp sin cos tan sinh cosh tanh min max sup inf lim liminf limsup arg argmin argmax det dim gcd ker Pr hom mod poly polylog',
  ),
  ...{ epsilon: 'ε', phi: 'φ', mu: 'μ', nabla: '∇', partial: '∂', aa: 'å', AA: 'Å' },
  ...{
    cdot: '·',
    ast: '*',
    star: '*',
    sim: '∼',
    textasciitilde: '∼',
    mid: '|',
    vert: '|',
    cdots: '…',
    hdots: '…',
    dotsc: '…',
    dotsb: '…',
    circ: '°',
  },
  ...{ deg: '°', degree: '°', Re: 'Re', Im: 'Im', bullet: '•', setminus: '∖', backslash: '∖', textbackslash: '\\' },
  ...{ lVert: '‖', rVert: '‖', lvert: '|', rvert: '|', emptyset: '∅', varnothing: '∅', triangle: '△', leadsto: '⇝' },
  ...{ land: '∧', lor: '∨', iff: '⇔', implies: '⇒', impliedby: '⇐', gets: '←', colon: ':', coloneqq: ':=', slash: '/' },
  ...{
    leqslant: '≤',
    geqslant: '≥',
    longrightarrow: '→',
    longmapsto: '↦',
    xrightarrow: '→',
    rar: '→',
    hookrightarrow: '↪',
  },
  ...{ circledR: '®', lq: '‘', rq: '’', eps: 'ε', veps: 'ε', Oh: 'O', bigO: 'O', bigOh: 'O', '|': '‖' },
  ...{
    eg: 'e.g.',
    ie: 'i.e.',
    etal: 'et al.',
    etc: 'etc.',
    wrt: 'w.r.t.',
    iid: 'i.i.d.',
    TeX: 'TeX',
    LaTeX: 'LaTeX',
    bmod: 'mod',
  },
  ...{ quad: ' ', qquad: ' ', newline: ' ', linebreak: ' ', par: ' ', item: ' ', and: ' ' },
};

/** Commands that say how things look or where a line ends: nothing is printed of them. */
const silent: ReadonlySet<string> = new Set(
  [
    'left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm limits nolimits displaystyle textstyle',
    'scriptstyle scriptscriptstyle it bf em tt sc rm sf sl cal frak scr mit bfseries itshape scshape ttfamily rmfamily sffamily upshape',
    'mdseries boldmath unboldmath normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge centering',
    'noindent indent xspace relax protect nobreak allowbreak nolinebreak nobreakdash smallskip medskip bigskip maketitle displaylimits',
    'ensuremath hfill null strut mathstrut negthinspace thinspace textwidth',
  ].flatMap((names) => names.split(' ')),
);

/** The sign, '' for a command that prints none, or undefined for one that is not known. */
export function latexSymbol(name: string): string | undefined {
  // hasOwn, since \constructor must not find what every object inherits.
  if (Object.hasOwn(preferred, name)) return preferred[name];
  if (silent.has(name)) return '';
  const command = `\\${name}`;
  if (!Object.hasOwn(latex2unicode, command)) return undefined;
  const known: unknown = Reflect.get(latex2unicode, command);
  if (typeof known === 'string') return known;
  return typeof known === 'object' && known !== null && 'text' in known ? String(known.text) : undefined;
}

/** Combining marks of LaTeX's accent commands, in text and in mathematics: \"o is o + U+0308. */
const accents: Readonly<Record<string, string>> = {
  ...{ '"': '\u0308', "'": '\u0301', '`': '\u0300', '^': '\u0302', '~': '\u0303', '=': '\u0304', '.': '\u0307' },
  ...{
    c: '\u0327',
    v: '\u030C',
    u: '\u0306',
    H: '\u030B',
    k: '\u0328',
    r: '\u030A',
    d: '\u0323',
    b: '\u0331',
    t: '\u0361',
  },
  ...{ hat: '\u0302', widehat: '\u0302', tilde: '\u0303', widetilde: '\u0303', bar: '\u0304', overline: '\u0304' },
  ...{
    acute: '\u0301',
    grave: '\u0300',
    check: '\u030C',
    widecheck: '\u030C',
    breve: '\u0306',
    dot: '\u0307',
    ddot: '\u0308',
  },
  ...{ mathring: '\u030A', vec: '\u20D7', textcommabelow: '\u0326' },
};

export function latexAccent(name: string): string | undefined {
  return Object.hasOwn(accents, name) ? accents[name] : undefined;
}

/** A base with its mark; a bar or a hat over several letters is left out. */
export function accented(name: string, mark: string, base: string): string {
  const [first = '', ...rest] = [...base.replace(/^ı/, 'i').replace(/^ȷ/, 'j')];
  if (name.length > 1 && /\P{M}/u.test(rest.join(''))) return base;
  return `${first}${mark}${rest.join('')}`.normalize('NFC');
}
