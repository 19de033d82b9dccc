import type { DigestPart, DigestPost, FindOutcome, PostOutcome, Told } from '../../src/digests/digest-post.ts';

/** A Slack that answers as a test says, and remembers what stands in it. */
export interface ScriptedPost extends DigestPost {
  /** What stands in Slack: "delivery/part", in the order it came. */
  readonly standing: string[];
  readonly parts: DigestPart[];
  readonly told: string[];
  readonly removed: string[];
  /** Makers who were told that access is back. */
  readonly toldOfAccess: string[];
  /** What asking for access brings; by default that there is. */
  letsIn: boolean | undefined;
  /** Its posts have buttons for what a thread would tell. */
  postsLeadOn: boolean;
  /** People whom nobody reaches any more. */
  readonly gone: Set<string>;
  /** What telling somebody brings; by default that they were told. */
  telling: Told;
  /** Answers of the next posts (in a channel), then "sent". `arrives` says whether the message stands in Slack in spite of the answer. */
  next(answer: PostOutcome['kind'] | PostOutcome, arrives?: 'arrives', channel?: string): void;
  /** Back to "sent". */
  forgetAnswers(): void;
  /** Answers of the next searches; without one it looks at what stands. */
  nextFind(outcome: FindOutcome): void;
  /** Runs while the next message is on its way. */
  during(act: () => Promise<void>): void;
}

const answers: Readonly<Record<PostOutcome['kind'], PostOutcome>> = {
  sent: { kind: 'sent', ts: '' },
  'rate-limited': { kind: 'rate-limited', retryAfterMs: 30_000, sentence: 'rate limit' },
  refused: { kind: 'refused', sentence: 'Archived.', until: 'somebody acts' },
  'no-thread': { kind: 'no-thread', sentence: 'Removed.' },
  'no-access': { kind: 'no-access', code: 'token_revoked', sentence: 'Access was withdrawn.' },
  unclear: { kind: 'unclear', sentence: 'No answer.' },
};

export function scriptedPost(): ScriptedPost {
  const posts: { answer: PostOutcome; arrives: boolean; channel: string | undefined }[] = [];
  const finds: FindOutcome[] = [];
  const acts: (() => Promise<void>)[] = [];
  const standing: string[] = [];
  const parts: DigestPart[] = [];
  const told: string[] = [];
  const removed: string[] = [];
  return {
    toldOfAccess: [],
    letsIn: true,
    postsLeadOn: false,
    gone: new Set(),
    telling: 'told',
    standing,
    parts,
    told,
    removed,
    next(answer, arrives, channel) {
      const outcome = typeof answer === 'string' ? answers[answer] : answer;
      posts.push({ answer: outcome, arrives: arrives === 'arrives' || outcome.kind === 'sent', channel });
    },
    forgetAnswers: () => void posts.splice(0),
    nextFind: (outcome) => void finds.push(outcome),
    during: (act) => void acts.push(act),
    async post(part) {
      parts.push(part);
      await acts.shift()?.();
      const place = posts.findIndex(({ channel }) => channel === undefined || channel === part.delivery.channel);
      const [scripted] = place < 0 ? [] : posts.splice(place, 1);
      const { answer, arrives } = scripted ?? { answer: answers.sent, arrives: true };
      if (arrives) standing.push(`${part.delivery.id}/${part.part}`);
      return answer.kind === 'sent' ? { kind: 'sent', ts: `${standing.length}` } : answer;
    },
    async leadsOn() {
      return this.postsLeadOn;
    },
    async find(delivery, part, _, exceptTs) {
      const scripted = finds.shift();
      if (scripted !== undefined) return scripted;
      const place = standing.findIndex(
        (message, index) => message === `${delivery.id}/${part}` && `${index + 1}` !== exceptTs,
      );
      return place < 0 ? { kind: 'absent' } : { kind: 'found', ts: `${place + 1}` };
    },
    languageOf: async () => 'German',
    readableFrom: async () => new Set(['COPEN']),
    remove: async (_, ts) => void removed.push(ts),
    async tellAccessIsBack(maker) {
      this.toldOfAccess.push(maker);
    },
    async access() {
      if (this.letsIn === undefined) return [];
      const refusal = { kind: 'no-access', code: 'token_revoked', sentence: 'Access was withdrawn.' } as const;
      return [{ team: 'T1', refusal: this.letsIn ? undefined : refusal }];
    },
    async tell(person, _, sentence) {
      if (this.gone.has(person)) return 'gone';
      if (this.telling === 'told') told.push(person === 'U1' ? sentence : `${person}: ${sentence}`);
      return this.telling;
    },
  };
}
