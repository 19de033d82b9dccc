import { vi } from 'vitest';

// All tests of mentions once more, for an app that hears app_mention before message; Slack promises no order.
vi.stubEnv('FIRST_EVENT', 'app_mention');
await import('./mention.test.ts');
