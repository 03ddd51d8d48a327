/** What a plan says without its diffs: what the command then does has none. */
export function withoutDiffs<R extends { readonly changes: readonly object[] }>(planned: R): R {
  return { ...planned, changes: planned.changes.map((change) => ({ ...change, diff: undefined })) };
}
