{%- if build -%}
// Keeps this library for when there is no network: docs/offline.md. Each build has a worker of its own, by its name.
self.build = "{{ build }}";
importScripts(
  "{{ site.assets }}/js/offline/worker/scope.js",
  "{{ site.assets }}/js/offline/worker/store.js",
  "{{ site.assets }}/js/offline/worker/fill.js",
  "{{ site.assets }}/js/offline/worker/answers.js",
  "{{ site.assets }}/js/offline/worker/main.js",
);
{%- else -%}
// Nothing is kept of this library for when there is no network; what an earlier worker has kept is cleared away.
importScripts("{{ site.assets }}/js/offline/worker/scope.js", "{{ site.assets }}/js/offline/worker/leave.js");
{%- endif %}
