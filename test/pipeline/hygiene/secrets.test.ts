import { expect, test } from 'vitest';
import { isSecret } from '../../../generators/pipeline/hygiene/secrets.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { fill, inScratch } from '../commit/scene.js';

const SECRETS = {
  '.env': 'A=1\nOPENAI_KEY="sk-1"\n',
  'app/.env.production': 'DB_PASSWORD=x\n',
  'key.pem': '-----BEGIN PRIVATE KEY-----\n',
  'gcp_key.json': '{"private_key": "abc"}',
  'my-service-account-1.json': '{"private_key": "abc"}',
  'kaggle.json': '{"username":"a","key":"b"}',
  '.streamlit/secrets.toml': 'token = "x"\n',
  id_ed25519: '-----BEGIN OPENSSH PRIVATE KEY-----\n',
  'store.p12': '',
};
const OTHERS = {
  '.env.example': 'OPENAI_KEY=sk-1\n',
  'b/.env': 'PYTHONPATH=src\nOPENAI_KEY=\n',
  'b/.env.local': 'OPENAI_KEY=\nNAME=x\n',
  'cert.pem': '-----BEGIN CERTIFICATE-----\n',
  'credentials.json': '{"properties": {"name": {}}}',
  'keys.py': 'private_key = 1\n',
  'data/kaggle.json': '{"competition": 1}',
};

test('a file holds a secret by its name and by what it says; of an example, a certificate or a schema nobody is warned', () =>
  inScratch((root) => {
    fill(root, { ...SECRETS, ...OTHERS });
    const repository = new Repository(root);
    const found = Object.keys({ ...SECRETS, ...OTHERS }).filter((path) => isSecret(path, repository));
    expect(found).toEqual(Object.keys(SECRETS));
  }));

test('of a secret that cannot be read the name is enough', () =>
  inScratch((root) => {
    fill(root, { '.gitignore': '.env\n', '.env': 'NAME=x\n' });
    expect(isSecret('.env', new Repository(root))).toBe(true);
  }));
