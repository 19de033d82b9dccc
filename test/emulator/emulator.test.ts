import { expect, test } from 'vitest';
import { botUserId, general, isEmulatorMissing, type Seen, startWithEmulator } from './local-slack.ts';

const mention = `<@${botUserId}>`;

function abs({ blocks }: Seen): string[] {
  return [...JSON.stringify(blocks).matchAll(/https:\/\/arxiv\.org\/abs\/[\w./-]+/g)].map(([url]) => url);
}

test.skipIf(isEmulatorMissing())(
  'on an emulator by others the bot answers commands, mentions, threads, follow-ups, direct messages, buttons and Home, and subscribes',
  async () => {
    const slack = await startWithEmulator();

    await slack.command(general, 'massive activations');
    expect((await slack.nthSaid(general, 1)).shown).toContain('Papers on “massive activations”');

    const asked = await slack.say(general, `${mention} quantization of language models`);
    const answer = await slack.nthSaid(general, 2);
    expect(answer.thread).toBe(asked);
    expect(answer.shown).toContain('Papers on “quantization of language models”');

    await slack.say(general, `${mention} bib #2`, asked);
    const bibtex = await slack.nthSaid(general, 3);
    expect(bibtex.thread).toBe(asked);
    expect(bibtex.shown).toContain(`url = {${[...new Set(abs(answer))][1]}}`);

    const root = await slack.say(general, 'why do some hidden states of llama have massive activations?');
    await slack.say(general, `${mention} papers on this?`, root);
    const talk = await slack.nthSaid(general, 4);
    expect(talk.thread).toBe(root);
    expect(talk.shown).toContain('From this thread I looked for:');

    await slack.press(general, answer, 'paper_menu', 'Similar papers');
    expect((await slack.nthSaid(general, 5)).shown).toContain('Papers similar to');
    await slack.press(general, answer, 'list_more');
    expect((await slack.nthSaid(general, 6)).shown).toContain('6–10 of');

    const direct = await slack.directMessage();
    await slack.say(direct, 'dropout');
    const dropout = await slack.nthSaid(direct, 1);
    await slack.say(direct, '1');
    const details = await slack.nthSaid(direct, 2);
    expect(abs(details)[0]).toBe(abs(dropout)[0]);

    await slack.openHome();
    await slack.untilCalled('views.publish');

    await slack.command(general, 'subscribe 9:00 weekdays quantization');
    expect((await slack.nthSaid(general, 7)).shown).toContain('ada set up the digest here');
    await slack.nthSaid(general, 8);
    await slack.say(general, `${mention} subscriptions`);
    expect((await slack.nthSaid(general, 9)).shown).toContain('Next:');

    // Each mention came twice, as `message` and as `app_mention`, and was answered once.
    const threads = (await slack.saidIn(general)).map(({ thread }) => thread);
    expect(threads.filter((thread) => thread === asked)).toHaveLength(4);
    expect(threads.filter((thread) => thread === root)).toHaveLength(1);
  },
);
