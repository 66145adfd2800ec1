-- Requests of one signed-in person, for wrk. Arguments after `--`: what, cookie, number of records,
-- [milliseconds between two requests of a connection].
--   record   one record of the addressees, any of them, with its disclosure entry
--   list     fifty addressees from any place of the list, one entry for each page
--   first    the same from the first ten pages, as most lists are read
--   search   addressees by the beginning of a name in kana
local names = { "%E3%82%B5%E3%83%88%E3%82%A6", "%E3%82%B9%E3%82%BA%E3%82%AD", "%E3%82%BF%E3%83%8A%E3%82%AB", "%E3%82%A4%E3%83%88%E3%82%A6", "%E3%83%A4%E3%83%9E" }
function init(args)
  what, cookie, records, pause = args[1], args[2], tonumber(args[3]), tonumber(args[4] or "0")
  wrk.headers["Cookie"] = cookie
  math.randomseed(88172645)
end
function delay() return pause end
function request()
  local path
  if what == "record" then
    path = "/api/registers/addressee/records/" .. math.random(records) .. "?parts=record"
  elseif what == "list" then
    path = "/api/registers/addressee/records?limit=50&offset=" .. math.random(0, math.max(0, records - 50))
  elseif what == "first" then
    path = "/api/registers/addressee/records?limit=50&offset=" .. 50 * math.random(0, 9)
  elseif what == "peer_record" then
    path = "/records/" .. math.random(records)
  elseif what == "peer_list" then
    path = "/records?offset=" .. math.random(0, math.max(0, records - 50))
  else
    path = "/api/search?kind=taxpayer&q=" .. names[math.random(#names)]
  end
  return wrk.format("GET", path)
end
local refused = 0
function response(status) if status ~= 200 then refused = refused + 1 end end
-- `done` runs in another state than the requests: the label comes by the environment.
function done(summary, latency)
  io.write(string.format("   %-7s %8.0f requests/s   p50 %6.2f ms   p99 %7.2f ms   worst %7.2f ms   refused %d\n",
    os.getenv("ASKED") or "", summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, latency.max / 1000,
    summary.errors.status + summary.errors.read + summary.errors.timeout))
end
