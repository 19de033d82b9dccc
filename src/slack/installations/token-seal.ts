import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Sealed with a key that is not there any more, or changed by somebody. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** Encrypts what Slack gives for keeping: tokens of all workspaces are worth more than the database beside them. */
export interface TokenSeal {
  /** @param about what it belongs to; another's seal does not open */
  seal(text: string, about: string): string;
  /** @throws SealError */
  open(sealed: string, about: string): string;
  /** Whether the newest key sealed it. */
  isNewest(sealed: string): boolean;
}

const cipher = 'aes-256-gcm';
/** NIST SP 800-38D: 96 bits, and a tag of 128. */
const nonceBytes = 12;
const tagBytes = 16;

/** Tells keys apart without telling anything of them. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update('paperboy token key').update(key).digest('hex').slice(0, 8);
}

/** @param keys of 32 bytes, the newest first: it seals, all of them open */
export function createTokenSeal(keys: readonly [Buffer, ...Buffer[]]): TokenSeal {
  const [newest] = keys;
  const byName = new Map(keys.map((key) => [nameOf(key), key]));
  const newestName = nameOf(newest);
  return {
    seal(text, about) {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, newest, nonce).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([nonce, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
      return `${newestName}.${sealed.toString('base64url')}`;
    },
    open(sealed, about) {
      const [name = '', data = ''] = sealed.split('.');
      const key = byName.get(name);
      if (key === undefined) throw new SealError('It was sealed with a key that TOKEN_ENCRYPTION_KEY does not name.');
      const bytes = Buffer.from(data, 'base64url');
      try {
        const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
        opening.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-tagBytes));
        return opening.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + opening.final('utf8');
      } catch (cause) {
        throw new SealError('It was changed, or belongs to another.', { cause });
      }
    },
    isNewest: (sealed) => sealed.startsWith(`${newestName}.`),
  };
}
