import type { CompiledTemplate, Templates } from '../../template/run.js';
import { compiledTemplates, type LoadedPack } from './shipped.js';

/**
 * The templates of a pack, ready for a render. Of a pack that came with the generator the build has compiled them; of any other
 * they are compiled as they are needed, and before that checked, where that was put off.
 *
 * @throws BrokenPack where a template is more than data.
 */
export async function templatesOf(loaded: LoadedPack): Promise<Templates> {
  if (loaded.shipped) return compiledIn(compiledTemplates(loaded));
  const { pack, postponed } = loaded;
  if (postponed === true) (await import('../check/postponed.js')).verifyTemplates(pack);
  const [{ compilerOf }, { typesOf }] = await Promise.all([import('../../template/compile.js'), import('../template_names.js')]);
  return compilerOf(typesOf(pack));
}

function compiledIn(compiled: Readonly<Record<string, CompiledTemplate>>): Templates {
  return ({ origin }) => {
    const template = compiled[origin];
    if (template === undefined) throw new Error(`The build has not compiled ${origin}`);
    return template;
  };
}
