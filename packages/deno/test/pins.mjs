/** Run by Deno itself: requests of @wxreq/deno as it is packed, as scripts/testing/pins asks for them. */
import { createRequest } from '@wxreq/deno';
import { answer } from '../../../scripts/testing/pins/answering.mjs';

await answer(createRequest);
