import type { Actor } from './people/actor.ts';
import { type CommandParts, createCommands } from './people/commands.ts';
import { createModals, type ModalParts } from './people/modals.ts';
import { createPressing, type PressingParts } from './people/pressing.ts';
import { createWriting, type WritingParts } from './people/writing.ts';
import type { Workspace } from './workspace.ts';

export interface People {
  /** By user id or handle. @throws when there is no such person */
  as(userIdOrName: string): Actor;
}

export type PeopleParts = CommandParts & WritingParts & PressingParts & ModalParts & { workspace: Workspace };

export function createPeople(parts: PeopleParts): People {
  const writing = createWriting(parts);
  const commands = createCommands(parts);
  const pressing = createPressing(parts);
  const modals = createModals(parts);

  return {
    as(userIdOrName) {
      const person = parts.workspace.person(userIdOrName);
      if (!person || person.isBot) throw new Error(`There is no person "${userIdOrName}" here.`);
      return {
        ...person,
        ...writing(person),
        ...commands(person),
        ...pressing(person),
        ...modals(person),
      };
    },
  };
}
