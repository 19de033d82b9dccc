import type { Internals } from './internals.ts';
import type { Actor } from './people/actor.ts';
import { createCommands } from './people/commands.ts';
import { createModals } from './people/modals.ts';
import { createPressing } from './people/pressing.ts';
import { createWriting } from './people/writing.ts';

export interface People {
  /** By user id or handle. @throws when there is no such person */
  as(userIdOrName: string): Actor;
}

export function createPeople(internals: Internals): People {
  const writing = createWriting(internals);
  const commands = createCommands(internals);
  const pressing = createPressing(internals);
  const modals = createModals(internals);

  return {
    as(userIdOrName) {
      const person = internals.workspace.person(userIdOrName);
      if (!person || person.isBot) throw new Error(`There is no person "${userIdOrName}" here.`);
      return { ...person, ...writing(person), ...commands(person), ...pressing(person), ...modals(person) };
    },
  };
}
