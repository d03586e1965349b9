import { removeDataFolder } from '../../tools/bootstrap/postgres/place.mjs';

export default async function globalTeardown() {
  const { folder, devnets, postgres } = globalThis.testServices;
  await Promise.all(devnets.map((devnet) => devnet.close()));
  await postgres.stop();
  removeDataFolder(folder);
}
