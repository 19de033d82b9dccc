import { controlPage, publish } from './control-page.ts';
import { startSourceStandIn } from './source-stand-in.ts';

/** Beside the playground's own port. */
const port = 3001;

const examples = [
  [
    'Paper Aeroplanes for Long Contexts',
    'Long contexts are slow. We introduce folded attention, which skips most tokens.',
  ],
  ['Quantization of Paper Boats', 'Outliers sink four-bit models. We propose a rotation that keeps them afloat.'],
  ['A Survey of Stand-ins', 'We survey stand-ins for services and show that strict ones find more faults.'],
] as const;

const standIn = await startSourceStandIn({ port, now: Date.now, page: controlPage });
for (const [title, abstract] of examples) publish(standIn, title, abstract);
process.stdout.write(`Papers and faults: ${standIn.url}
Start the bot on it:
  SOURCES=hugging-face,arxiv HUGGING_FACE_URL=${standIn.url} ARXIV_URL=${standIn.url} npm start
`);
