import { describe, expect, test } from 'vitest';
import { displayText } from '../../src/papers/display-text.ts';
import { shippedPaperboy } from '../support/builders.ts';
import { anyText, seeded } from '../support/seeded.ts';

describe('people read text, not LaTeX', () => {
  test.each([
    // accents
    ['G\\"odel and G\\"{o}del', 'Gödel and Gödel'],
    ['{\\"u}ber', 'über'],
    ["Poincar\\'e, Poincar\\'{e}", 'Poincaré, Poincaré'],
    ['na\\"{\\i}ve, \\\'\\i', 'naïve, í'],
    ['Erd\\H{o}s, Erd\\H os', 'Erdős, Erdős'],
    ['\\v{S}koda, gar\\c{c}on', 'Škoda, garçon'],
    ['{\\O}rsted, \\L{}ukasz', 'Ørsted, Łukasz'],
    ["\\O rsted, Stra\\ss e, \\AA ngstr\\\"om, \\l{}\\'od\\'z", 'Ørsted, Straße, Ångström, łódź'],
    ["\\c cedilla, \\d{h}, \\'{Ecole}, \\~{n}, \\^\\i", 'çedilla, ḥ, École, ñ, î'],
    ['\\th orn, \\dj urić, \\guillemotleft{}a\\guillemotright', 'þorn, đurić, «a»'],
    ['K\\""{u}nstler and Na\\""ive', 'Künstler and Naïve'],
    // formatting
    ['\\textbf{bold}, \\emph{new} and {\\it old}', 'bold, new and old'],
    ['\\textit{a \\textbf{b} c}', 'a b c'],
    ['\\textcolor{red}{warning}', 'warning'],
    ['\\href{https://x.org}{our page}', 'our page'],
    ['\\url{https://github.com/a_b/c_d}', 'https://github.com/a_b/c_d'],
    ['GPT-4\\xspace is \\eg, large', 'GPT-4 is e.g., large'],
    ['one\\\\two', 'one two'],
    ['\\(x\\) e\\-mail', 'x email'],
    ['as shown \\cite{foo}.', 'as shown.'],
    // mathematics
    ['$\\alpha$-net with $O(n^2)$', 'α-net with O(n²)'],
    ['$2\\times$ faster, $\\sim$50\\%', '2× faster, ~50%'],
    ['$10^{-3}$, x_1, $\\ell_{\\infty}$', '10⁻³, x₁, ℓ_∞'],
    ['\\frac{1}{2} at 90$^\\circ$', '1/2 at 90°'],
    ['\\mathcal{L} of $\\Xi$', 'L of Ξ'],
    ['$\\mathcal O(n)$, $\\mathcalO(n)$, $\\cal O(n)$, \\mathcal{O}(n)', 'O(n), O(n), O(n), O(n)'],
    ['$\\tilde{O}(\\sqrt{n})$ or $\\widetilde O(\\sqrt[3]{n+1})$', 'Õ(√n) or Õ(³√(n+1))'],
    ['$\\hat\\theta$, $\\bar{x}$, \\ddot{o}, $\\overline{ab}$', 'θ̂, x̄, ö, ab'],
    ['$\\left( \\frac{a+b}{2} \\right)$, $\\bigl[x\\bigr]$, $\\left.x\\right|_0$', '((a+b)/2), [x], x|₀'],
    ['$\\left\\lceil x \\right\\rceil$, $\\lVert x \\rVert$, $\\|x\\|_2$, $\\{a, b\\}$', '⌈x ⌉, ‖x ‖, ‖x‖₂, {a, b}'],
    ['A$^\\ast$, SAM$^{*}$, Intel$^\\circledR$', 'A*, SAM*, Intel®'],
    ['$O(n\\log n)$, $\\log\\log{k}$, $n^{\\omega}\\min x$', 'O(n log n), log log k, n^ω min x'],
    ['$p\\geq 1$, $x \\in X$, $a\\le b$', 'p ≥ 1, x ∈ X, a ≤ b'],
    ['$2^{2k}-1$, PM$_{2.5}$, $R_{max}$, $\\ell_{1,\\infty}$', '2^(2k)-1, PM_2.5, R_max, ℓ_1,∞'],
    ['Minors of $-{\\theta}_r$, 0.9 mm$^{2}$, 360{\\deg}', 'Minors of -θ_r, 0.9 mm², 360°'],
    ["{R}\\'enyi, {ROC}, hidden {M}arkov, {C}$^{3}$-GS", 'Rényi, ROC, hidden Markov, C³-GS'],
    ['{0,1}-objectives for {time}{place}', '{0,1}-objectives for {time}{place}'],
    ['\\textsuperscript{13}C, H\\textsubscript{2}O', '¹³C, H₂O'],
    ['$\\binom{n}{k}$, $a \\bmod b$, $\\not\\in$, $\\overset{d}{=}$', '(n choose k), a mod b, ∉, ='],
    // commands that nothing is known of: their argument, or their name
    ['\\myown{x}, \\Ours{} and \\Ours are fast', 'x, Ours and Ours are fast'],
    ['\\gls{llm} in \\pkg{ggplot2}, {\\sc Balanced Separator}', 'llm in ggplot2, Balanced Separator'],
    ['$\\norm{x}$ and \\enquote{why}', '‖x‖ and “why”'],
    ['a lone \\ and a {brace \\alpha', 'a lone and a brace α'],
    // entities, once
    ['Q&amp;A, Hatter&acute;s, &lt;b&gt;, &#233;t&eacute;', 'Q&A, Hatter´s, <b>, été'],
    ['&amp;lt;', '&lt;'],
    ['AT&T; R&D', 'AT&T; R&D'],
    // escapes and prices
    ['R\\&D, 50\\%, \\#1, foo\\_bar', 'R&D, 50%, #1, foo_bar'],
    ['\\$5', '$5'],
    ['from $5 to $10', 'from $5 to $10'],
    // quotes
    ["``quoted''", '“quoted”'],
    ["a `lazy' network", 'a ‘lazy’ network'],
    ["don't", "don't"],
    // dashes and ties
    ['a -- b', 'a – b'],
    ['encoder--decoder, 1--2', 'encoder–decoder, 1–2'],
    ['yes---no', 'yes—no'],
    ['Fig.~3 of Li et al.~(2020)', 'Fig. 3 of Li et al. (2020)'],
    ['~50 and 2~3 times', '~50 and 2~3 times'],
    // white space and what must not be seen
    ['two\n  lines\t here ', 'two lines here'],
    ['\u202Egnp.exe\u0000\u0007\u200B\uFEFF', 'gnp.exe'],
    ['👨\u200D👩\u200D👧', '👨\u200D👩\u200D👧'],
    ['half \uD83D', 'half \uFFFD'],
    // what every object has is no macro
    ['\\constructor \\toString', 'constructor toString'],
    ['', ''],
  ])('%j reads %j', (raw, shown) => {
    expect(displayText(raw)).toBe(shown);
  });
});

test('marks of Slack and HTML stay as they are, for the renderer to treat as text', () => {
  expect(displayText('*a* <!channel> <@U1> & &;')).toBe('*a* <!channel> <@U1> & &;');
});

test('any text becomes one line without invisible characters', () => {
  const random = seeded(1);

  for (let round = 0; round < 3000; round += 1) {
    const shown = displayText(anyText(random, 60));

    expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
    expect(shown.isWellFormed()).toBe(true);
  }
});

test('text that is clean already stays as it is', async () => {
  for (const { title, abstract } of (await shippedPaperboy()).library.papers()) {
    for (const raw of [title, abstract]) expect(displayText(displayText(raw))).toBe(displayText(raw));
  }
});

test.each(['{a ', '$ ', '\\color[', '{', '\\text{', "''", '$x', '{}', '\\tilde', '^', '{x}'])(
  'a flood of %j does not stall the bot',
  (piece) => {
    const started = performance.now();

    displayText(`{${piece.repeat(400_000 / piece.length)}`);

    expect(performance.now() - started).toBeLessThan(5000); // Linear takes 0.2 s; quadratic took 40 s and more.
  },
);
