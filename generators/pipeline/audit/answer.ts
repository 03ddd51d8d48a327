import type { Looked } from './sight.js';

/** What a worker is asked: the folder to look at. */
export interface Asked {
  readonly folder: string;
}

/** What comes of a look at a folder: what was seen, or why nothing was. */
export type Answer = Looked | { readonly reason: string };
