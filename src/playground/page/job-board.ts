import { createChanges } from '../stand-in/changes.ts';
import type { ActOutcome } from '../stand-in/people/actor.ts';
import { attributes, html } from './html.ts';
import type { Part } from './part.ts';

/** A job of the app that the visitor can run now. */
export interface RunnableJob {
  readonly id: string;
  readonly label: string;
  /** In place of the label while it runs, and for a moment afterwards: a restart is over before one has read that it runs. */
  readonly busyLabel: string;
  readonly doneLabel: string;
  run(): Promise<void>;
}

const doneMs = 3_000;

export function createJobBoard(jobs: readonly RunnableJob[]) {
  const states = new Map<string, 'busy' | 'done'>();
  const changes = createChanges();

  function set(id: string, state: 'busy' | 'done' | undefined): void {
    if (state === undefined) states.delete(id);
    else states.set(id, state);
    changes.changed();
  }

  return {
    parts: (): Part[] =>
      jobs.map(({ id: jobId, label, busyLabel, doneLabel }) => {
        const state = states.get(jobId);
        const shown = state === undefined ? label : { busy: busyLabel, done: doneLabel }[state];
        const id = `job-${jobId}`;
        const shared = attributes({
          ...{ class: 'button', id, 'data-job': jobId },
          'aria-disabled': state === 'busy' ? 'true' : undefined,
        });
        return { id, version: shown, draw: () => html`<button type="button"${shared}>${shown}</button>` };
      }),
    isBusy: () => [...states.values()].includes('busy'),
    async run(id: string): Promise<ActOutcome> {
      const job = jobs.find((one) => one.id === id);
      if (job === undefined) return { acknowledged: false, shown: `There is no job "${id}".` };
      if (states.get(id) === 'busy') return { acknowledged: true };
      set(id, 'busy');
      try {
        await job.run();
      } catch (error) {
        set(id, undefined);
        throw error;
      }
      set(id, 'done');
      setTimeout(() => states.get(id) === 'done' && set(id, undefined), doneMs).unref();
      return { acknowledged: true };
    },
    /** Tells when a job begins or ends. */
    onChange: changes.subscribe,
  };
}

/** The jobs, and which of them run; every tab shows that. */
export type JobBoard = ReturnType<typeof createJobBoard>;
