import type { Repository } from '../repository/repository.js';
import { nameOf } from '../tree.js';

/** Files whose name says that they hold a secret, and what such a file says where it does. Without a sign the name alone tells. */
const SECRETS: readonly { readonly name: RegExp; readonly sign?: RegExp }[] = [
  // Settings without a value are an example for others, and a path is no secret.
  {
    name: /^\.env(?:\.(?!(?:example|sample|template|dist)$).+)?$/,
    sign: /(?:KEY|TOKEN|SECRET|PASSW|CREDENTIAL)\w*[ \t]*=[ \t]*["']?[^\s"'#$]/i,
  },
  { name: /\.(?:pem|key)$/, sign: /PRIVATE KEY/ },
  { name: /\.(?:p12|pfx|jks)$/ },
  { name: /^id_(?:rsa|dsa|ecdsa|ed25519)$/, sign: /PRIVATE KEY/ },
  {
    name: /(?:service[_-]?account|credentials|client[_-]?secret|gcp[_-]?key|gha-creds-).*\.json$/i,
    sign: /"(?:private_key|client_secret|refresh_token|access_token|token)"\s*:\s*"[^"]/,
  },
  { name: /^kaggle\.json$/, sign: /"key"\s*:\s*"[^"]/ },
  { name: /^secrets\.toml$/, sign: /^[ \t]*[\w-]+[ \t]*=[ \t]*["'][^"']/m },
  { name: /^\.(?:netrc|pypirc)$/, sign: /password/i },
];

/** Whether a file holds a secret: by its name, and where it can be read by what it says. */
export function isSecret(path: string, repository: Repository): boolean {
  const name = nameOf(path);
  const known = SECRETS.find((secret) => secret.name.test(name));
  if (known === undefined) return false;
  const text = repository.text(path);
  return text === undefined || known.sign === undefined || known.sign.test(text);
}
