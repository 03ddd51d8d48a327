import { type Ground, readGround } from '../../../generators/pipeline/origin/ground.js';
import type { Pack, PackFile, Stage } from '../../../generators/pipeline/pack/pack.js';
import { findProject } from '../../../generators/pipeline/project/project.js';
import { COURSE, Scratch } from '../run/scratch.js';

const GUIDE = `# How to
<%_ if (manager === 'uv') { _%>
uv sync
<%_ } else { _%>
pip install .
<%_ } _%>
<%_ if (tasks.includes('inference')) { _%>
serve it
<%_ } _%>
<%_ if (tasks.includes('docker-build') || tasks.includes('dockerfiles')) { _%>
in a box
<%_ } _%>
<%_ for (const row of next) { _%>
<%_ for (const entry of row.entries) { _%>
<%- entry.command %>
<%_ } _%>
<%_ } _%>
<%- parts %>
the end
`;

/** What each stage of the course has here beside its own files. */
const MORE: Readonly<Record<string, Partial<Stage>>> = {
  project: { files: [{ path: 'GUIDE.md', origin: 'project/files/GUIDE.md', content: GUIDE, template: true }] },
  docker: {
    files: [
      { path: 'compose.yaml', origin: 'docker/files/compose.yaml', content: 'services: {}\n', when: "tasks.includes('docker-build')" },
    ],
  },
  api: { parts: [{ path: 'GUIDE.md', origin: 'api/parts/GUIDE.md', content: 'ask it\n' }] },
};

/** The small course with a guide that several stages put something into, and a file of one task. */
export const GUIDED: Pack = {
  ...COURSE,
  modules: { ...COURSE.modules, M22: { title: 'APIs', page: 'https://example.org/apis/' } },
  stages: COURSE.stages.map((stage) => {
    const more = MORE[stage.id] ?? {};
    return { ...stage, ...more, files: [...stage.files, ...(more.files ?? [])] };
  }),
};

/** A project of that course, by default with everything but what is deployed. */
export async function guidedProject(tasks = 'api,docker', values: Record<string, string> = {}): Promise<Scratch> {
  const scratch = new Scratch(GUIDED);
  await scratch.new(tasks, values);
  return scratch;
}

/** What such a project was generated from. */
export function groundOf({ root }: Scratch): Promise<Ground> {
  return readGround(findProject(root) ?? root);
}

/** A file of the pack. */
export function packFile({ plan }: Ground, path: string): PackFile {
  const file = plan.files.find((each) => each.path === path);
  if (file === undefined) throw new Error(`The plan has no ${path}`);
  return file;
}
