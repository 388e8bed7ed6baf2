const suite = require('../../suite.js');
const subject = require('../../subject.js');
const config = require('../../config.js');

// Each setData goes over a bridge; the runs are what counts.
const resultsPerUpdate = 25;

function isBad(result) {
  return result.status === 'failed' || result.status === 'stale';
}

function chaptersOf(results) {
  const chapters = [];
  results.forEach(function (result) {
    const name = result.case.id.split('/')[0];
    let chapter = chapters.filter(function (one) {
      return one.name === name;
    })[0];
    if (chapter === undefined) chapters.push((chapter = { name: name, passed: 0, bad: 0, other: 0 }));
    if (isBad(result)) chapter.bad += 1;
    else if (result.status === 'passed') chapter.passed += 1;
    else chapter.other += 1;
  });
  return chapters;
}

function brokenOf(results) {
  return results.filter(isBad).map(function (result) {
    const broken = result.broken;
    return {
      id: result.case.id,
      what: broken === undefined ? 'declared as a deviation, but the rule is kept' : broken.what,
      expected: broken === undefined ? '' : broken.expected,
      actual: broken === undefined ? '' : broken.actual,
      quote: result.case.quote,
    };
  });
}

Page({
  data: { server: config.server, running: false, now: '', verdict: '', chapters: [], broken: [] },

  /** Opened with ?server=…, or written with --server, it starts by itself. */
  onLoad: function (query) {
    const given = query !== undefined && query.server !== undefined;
    if (given) this.setData({ server: decodeURIComponent(query.server) });
    if (given || config.start) this.start();
  },

  changeServer: function (event) {
    this.setData({ server: event.detail.value });
  },

  start: function () {
    if (this.data.running) return;
    const page = this;
    const results = [];
    page.setData({ running: true, now: 'asking the server …', verdict: '', chapters: [], broken: [] });
    const end = function (verdict) {
      page.setData({
        running: false,
        now: results.length + ' cases',
        verdict: verdict,
        chapters: chaptersOf(results),
        broken: brokenOf(results),
      });
    };
    const show = function (result, count) {
      results.push(result);
      if (count % resultsPerUpdate === 0)
        page.setData({ now: count + ' ' + result.case.id, chapters: chaptersOf(results) });
    };
    suite.judgeRemotely(subject, page.data.server.replace(/\/+$/, ''), show).then(
      function () {
        const bad = results.filter(isBad).length;
        end(bad === 0 ? 'every rule is kept' : bad + ' rules are broken');
      },
      function (error) {
        end('the run could not be finished: ' + error.message);
      },
    );
  },
});
