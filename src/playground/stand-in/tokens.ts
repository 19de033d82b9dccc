import type { TokenKind } from './web-api/method.ts';
import { Refusal } from './web-api/refusal.ts';

export const appToken = 'xapp-1-stand-in';
export const botToken = 'xoxb-stand-in';
export const signingSecret = 'stand-in-signing-secret';

export function createTokens() {
  let revokedWith: string | undefined;

  return {
    /** @throws Refusal `not_authed`, `invalid_auth`, `not_allowed_token_type`, or what the token was revoked with */
    check(token: string | undefined, needed: TokenKind) {
      if (!token) throw new Refusal('not_authed');
      if (token !== appToken && token !== botToken) throw new Refusal('invalid_auth');
      if (token === botToken && revokedWith) throw new Refusal(revokedWith);
      if (token !== (needed === 'app' ? appToken : botToken)) throw new Refusal('not_allowed_token_type');
    },
    revoke(error: string) {
      revokedWith = error;
    },
    restore() {
      revokedWith = undefined;
    },
  };
}

export type Tokens = ReturnType<typeof createTokens>;
