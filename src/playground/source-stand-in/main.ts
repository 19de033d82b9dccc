import { createControlPage } from './control-page.ts';
import { type SourceStandIn, startSourceStandIn } from './source-stand-in.ts';

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

let standIn: SourceStandIn | undefined;
function started(): SourceStandIn {
  if (standIn === undefined) throw new Error('Asked before it listens.');
  return standIn;
}

const control = createControlPage(started, Date.now);
standIn = await startSourceStandIn({ port, now: Date.now, page: control.handle });
for (const [title, abstract] of examples) control.publish(title, abstract);
process.stdout.write(`Papers and faults: ${standIn.url}
Start the bot on it:
  SOURCES=hugging-face,arxiv HUGGING_FACE_URL=${standIn.url} ARXIV_URL=${standIn.url} npm start
`);
