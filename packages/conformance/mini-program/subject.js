// What is judged. Say here what this platform cannot do (supports), and which rules it is known to break (deviations:
// { 'a/case/id': 'the reason' }). Updates of the project leave this file alone.
module.exports = {
  name: 'wx.request',
  request: function (options) {
    return wx.request(options);
  },
  supports: {},
  deviations: {},
};
