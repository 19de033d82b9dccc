/**
 * Answers in the form of Hugging Face's API as it was recorded in 2025 and 2026. People, pictures and most texts are made up; the
 * shape is not.
 */

export interface ListedPaper {
  readonly id: string;
  readonly title?: string;
  readonly [field: string]: unknown;
}

const person = {
  _id: '5f0000000000000000000001',
  avatarUrl: '/avatars/0000.svg',
  isPro: false,
  fullname: 'Ida Roe',
  user: 'ida-roe',
  type: 'user',
};

/** A paper as it stands inside a list item, complete. */
export function paperObject(overrides: ListedPaper): Record<string, unknown> {
  return {
    authors: [
      { _id: '5f0000000000000000000002', name: 'Ann Bee', hidden: false },
      {
        _id: '5f0000000000000000000003',
        name: 'Cee Dee',
        hidden: false,
        user: person,
        status: 'claimed_verified',
        statusLastChangedAt: '2026-02-27T09:00:00.000Z',
      },
    ],
    mediaUrls: ['https://cdn.example/picture.webp'],
    publishedAt: '2026-02-26T17:08:18.000Z',
    submittedOnDailyAt: '2026-03-06T03:55:12.777Z',
    title: 'Sparse Attention for Long Contexts',
    submittedOnDailyBy: person,
    summary: 'Long contexts are slow.\nWe introduce sparse attention, which skips\n  most of them.',
    upvotes: 10,
    discussionId: '5f0000000000000000000004',
    projectPage: 'https://sparse.example/',
    githubRepo: 'https://github.com/example/sparse',
    githubRepoAddedBy: 'user',
    githubStars: 9,
    ai_summary: 'Sparse attention makes long contexts faster.',
    ai_keywords: ['sparse attention', 'long contexts'],
    organization: { _id: '5f0000000000000000000005', name: 'exlab', fullname: 'Example Lab', avatar: '/a.png' },
    ...overrides,
  };
}

/** A list item: the paper, and round it what the list knows; its date is shifted by New York's offset and still says Z. */
export function listItem(overrides: ListedPaper): Record<string, unknown> {
  const paper = paperObject(overrides);
  return {
    paper,
    publishedAt: '2026-02-26T12:08:18.000Z',
    title: paper['title'],
    summary: paper['summary'],
    thumbnail: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2602.23229.png',
    numComments: 1,
    submittedBy: person,
    isAuthorParticipating: false,
  };
}
