import { LISTENING } from './listening.mjs';
import { OVER } from './over.mjs';
import { OWN } from './own.mjs';
import { STATES } from './states.mjs';

/**
 * What is photographed: `path` of the page, whether a member looks at it, and what is done there first.
 * @typedef {{track: {id: number, title: string, tags: string[]}, handle: string, albumSlug: string,
 *   playlistId: string}} Subjects
 * `covers`: something lies over the page, which is not to be taken in its whole length. `before`: ahead of its opening.
 * @typedef {{name: string, path: (subjects: Subjects) => string, member?: true, covers?: true, widths?: number[],
 *   before?: (page: import('playwright-core').Page, subjects: Subjects) => Promise<void>,
 *   prepare?: (page: import('playwright-core').Page, subjects: Subjects) => Promise<void>}} View
 */

/** @type {View[]} */
export const VIEWS = [...LISTENING, ...OWN, ...OVER, ...STATES];
