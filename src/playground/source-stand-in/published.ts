/** A paper as both stand-ins can show it. */
export interface StandInPaper {
  /** Version-less arXiv id. */
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly upvotes: number;
}

export function createPublished() {
  const days = new Map<string, Map<string, StandInPaper>>();
  return {
    /** Adds a paper to a day, or replaces the one with its id there. */
    put(day: string, paper: StandInPaper) {
      days.set(day, (days.get(day) ?? new Map<string, StandInPaper>()).set(paper.id, paper));
    },
    on: (day: string) => [...(days.get(day)?.values() ?? [])],
    /** Changes a paper on every day that has it. */
    change(id: string, change: Partial<StandInPaper>) {
      for (const papers of days.values()) {
        const paper = papers.get(id);
        if (paper !== undefined) papers.set(id, { ...paper, ...change });
      }
    },
    all: () => [...new Map([...days.values()].flatMap((papers) => [...papers])).values()],
  };
}

/** Papers by the day on which a source brings them, "YYYY-MM-DD". */
export type Published = ReturnType<typeof createPublished>;
