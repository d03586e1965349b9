declare global {
  namespace App {
    interface Error {
      /** The stable code of a refusal of the API. */
      code?: string;
      /** Names the request in the server's log. */
      requestId?: string | null;
    }
  }
}

export {};
