import { ScannerFailed } from './scan.errors.js';
import { storableJson } from './stored-json.rules.js';

/** The JSON that a scanner answers, with its status. Whatever comes instead is a {@link ScannerFailed}. */
export async function answered(asked: Promise<Response>): Promise<{ status: number; raw: unknown }> {
  let status: number | undefined;
  try {
    const answer = await asked;
    status = answer.status;
    return { status, raw: storableJson(await answer.text()) };
  } catch (cause) {
    const isNoJson = cause instanceof SyntaxError;
    throw new ScannerFailed(isNoJson ? `it answered ${status} without json` : (cause as Error).message, { cause });
  }
}
