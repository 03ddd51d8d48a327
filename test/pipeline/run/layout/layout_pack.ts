import type { Pack, PackFile } from '../../../../generators/pipeline/pack/pack.js';
import { COURSE } from '../scratch.js';

const FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  project: {
    'README.md': '# <%- name %>\n',
    'docs/project.md': "<% if (stages.includes('api')) { %># The project and its API\n<% } else { %># The project\n<% } %>Read on.\n",
    'configs/config.yaml': 'epochs: 5\nlr: 0.1\n',
  },
  train: {
    'src/pkgname/__init__.py': '',
    'src/pkgname/data.py': 'import torch\n\n\ndef load():\n    return torch.zeros(3)\n',
    'src/pkgname/train.py': 'from pkgname.data import load\n\n\ndef train():\n    return load()\n',
    'src/pkgname/plugins.py':
      '"""What stages add to a training run."""\n\nfrom pkgname.data import load\n\nPLUGINS = [\n    load,\n]\n\n<% if (stages.includes(\'api\')) { %>SERVED = True\n<% } else { %>SERVED = False\n<% } %>',
  },
  api: {
    'src/pkgname/api.py': 'from pkgname.data import load\n\nAPP = load\n',
    'configs/api.yaml': 'port: 8000\n',
    'docs/api.md': '# The API\n',
    'tests/test_api.py': 'def test_api():\n    assert True\n',
  },
  docker: { Dockerfile: 'CMD python -m <%- package %>.train\n' },
};

function filesOf(stage: string): PackFile[] {
  return Object.entries(FILES[stage] ?? {}).map(([path, content]) => {
    const settings = content.includes('<%') ? { template: true } : {};
    return { path, origin: `${stage}/files/${path}`, content, ...settings };
  });
}

/** A small course whose files stand in folders, some of which another stage changes. */
export const IN_FOLDERS: Pack = { ...COURSE, stages: COURSE.stages.map((stage) => ({ ...stage, files: filesOf(stage.id) })) };
