/** The build for a `<script>` tag: a global `wxreq`; `<script data-install src=…>` also sets `wx.request`. */
import { install } from './index.ts';

export { createRequest, install, request, supports } from './index.ts';

// A worker has no document, and says `wxreq.install()` itself.
if (typeof document === 'object' && document.currentScript?.hasAttribute('data-install')) install();
