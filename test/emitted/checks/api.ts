import type { Check } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { CheckFailure } from '../process.js';
import { type Server, withServer } from '../server.js';

const answersWithoutWeights: Check = {
  name: 'without weights the API starts, and answers 503 with the command that makes them',
  applies: hasApi,
  run: (project) =>
    withServer(project, { MODEL_URI: 'file:models/none.pth' }, async (server) => {
      const health = await server.ask([503], 'GET', '/health');
      if (!health.text.includes('.train')) throw new CheckFailure(`The answer does not name the command: ${health.text}`);
      // A body that does not fit may be refused before anybody asks for the model.
      await server.ask([503, 422], 'POST', '/predict', JSON.stringify({ items: [] }));
      await server.ask([200], 'GET', '/openapi.json');
    }),
};

const predicts: Check = {
  name: 'the API predicts, refuses what it cannot read, and describes itself',
  applies: hasApi,
  run: (project) =>
    withServer(project, {}, async (server) => {
      await server.ask([200], 'GET', '/health');
      await expectPrediction(server);
      await expectRefusals(server);
      const { body } = await server.ask([200], 'GET', '/openapi.json');
      const responses = Object.keys(at(body, 'paths', '/predict', 'post', 'responses') ?? {});
      const missing = ['200', '422', '503'].filter((status) => !responses.includes(status));
      if (missing.length > 0) throw new CheckFailure(`/openapi.json does not say that /predict may answer ${missing.join(', ')}`);
      await server.ask([200], 'GET', '/docs');
    }),
};

async function expectPrediction(server: Server): Promise<void> {
  const { body } = await server.ask([200], 'GET', '/model/info');
  const item = at(body, 'example_item');
  const classes = at(body, 'class_names');
  const { body: answer, text } = await server.ask([200], 'POST', '/predict', JSON.stringify({ items: [item, item] }));
  const predictions = at(answer, 'predictions');
  if (!Array.isArray(predictions) || predictions.length !== 2)
    throw new CheckFailure(`Two items have other answers: ${text.slice(0, 300)}`);
  const named = Array.isArray(classes) && predictions.every((one) => classes.includes(at(one, 'class_name')));
  if (!named) throw new CheckFailure(`The answer names no class of the model: ${text.slice(0, 300)}`);
}

async function expectRefusals(server: Server): Promise<void> {
  await server.ask([422], 'POST', '/predict', '{}');
  await server.ask([422], 'POST', '/predict', JSON.stringify({ items: [{ shape: 'unknown' }] }));
  await server.ask([400, 422], 'POST', '/predict', 'not JSON');
  const form = new FormData();
  form.append('file', new Blob([Buffer.from([0xff, 0xfe, 0x00, 0x6e, 0x6f])]), 'nonsense.bin');
  await server.ask([400], 'POST', '/predict/file', form);
}

function hasApi(project: Project): boolean {
  return has(project, 'src/pkgname/api.py');
}

export const API_CHECKS: readonly Check[] = [answersWithoutWeights, predicts];
