/** Run by Bun itself: requests of @wxreq/bun as it is packed, as scripts/testing/pins asks for them. */
import { createRequest } from '@wxreq/bun';
import { answer } from '../../../scripts/testing/pins/answering.mjs';

await answer(createRequest);
