import type { Clock } from './clock.ts';

/** docs, rate limits: chat.postMessage generally allows one message a second for each channel. */
const slackPace = { rate: 1, burst: 1 };

export function createRateLimits({ clock, pace = slackPace }: { clock: Clock; pace?: typeof slackPace | undefined }) {
  const buckets = new Map<string, { allowance: number; at: number }>();

  return {
    /** Seconds to wait before the next message in this channel, or 0 when this one may go. */
    secondsToWait(channel: string) {
      const now = clock.now();
      const bucket = buckets.get(channel) ?? { allowance: pace.burst, at: now };
      const allowance = Math.min(pace.burst, bucket.allowance + ((now - bucket.at) / 1_000) * pace.rate);
      const isAllowed = allowance >= 1;
      buckets.set(channel, { allowance: isAllowed ? allowance - 1 : allowance, at: now });
      return isAllowed ? 0 : Math.ceil((1 - allowance) / pace.rate);
    },
  };
}

/** A leaking bucket for each channel. */
export type RateLimits = ReturnType<typeof createRateLimits>;
