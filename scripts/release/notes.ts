/** What decides whether a version may be published. */
export interface Release {
  /** The tag that was pushed, such as `v1.2.0`. */
  readonly tag: string;
  readonly manifest: Manifest;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
  /** The repository that publishes, as `owner/name`. */
  readonly repository: string;
}

/** What is asked of package.json. */
interface Manifest {
  readonly version: string;
  readonly repository?: { readonly url: string };
}

/**
 * The notes of a release.
 *
 * @returns the section of the version in the changelog, or every reason why it may not be published: one fact and one remedy each.
 */
export function notesOf({
  tag,
  manifest,
  changelog,
  repository,
}: Release): { readonly notes: string } | { readonly problems: readonly string[] } {
  const { version } = manifest;
  const notes = sectionOf(changelog, version);
  const url = manifest.repository?.url ?? '';
  const problems = [
    tag === `v${version}` ? '' : `The tag is ${tag} and package.json says ${version}. Tag v${version}, or change the version.`,
    notes === '' ? `CHANGELOG.md says nothing of ${version}. Write a section "## [${version}] - year-month-day".` : '',
    url.replace(/\.git$/, '').endsWith(`/${repository}`)
      ? ''
      : `package.json names ${url === '' ? 'no repository' : url}. npm takes a provenance only from the repository named there: name ${repository}.`,
  ].filter((problem) => problem !== '');
  return problems.length > 0 ? { problems } : { notes };
}

/** What stands below the heading of a version, up to the next version or to the addresses at the end. */
function sectionOf(changelog: string, version: string): string {
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`## [${version}] - `));
  if (start === -1) return '';
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^## |^\[[^\]]+\]: /.test(line));
  return rest
    .slice(0, end === -1 ? undefined : end)
    .join('\n')
    .trim();
}
