-- Merges the windows that the provider has reported to a replica with those of all, and returns them.
-- KEYS  1 the API's windows, a hash  2 the API's hash of exchange.lua
-- ARGV  1 the store's second when the report was made
--       then, per window: its identity, remaining, used, length in ms, ms to the reset, age in ms (-1: unknown)
-- Returns per window: its identity, remaining, used, length in ms, ms to the reset, age in ms, used by all since.
--
-- An identity is "name partition unit limit"; a value is "remaining used length resetAt reportedAt second inSecond inMinute": the last
-- three are when it was taken, and what all had used of its unit by then in that second and in that minute.
local windows, counts = KEYS[1], KEYS[2]
local floor, max, min = math.floor, math.max, math.min
local time = redis.call('TIME')
local now = tonumber(time[1])
local nowMillis = now * 1000 + floor(tonumber(time[2]) / 1000)
local sent = tonumber(ARGV[1])
-- exchange.lua has answered that the report is late
if math.abs(now - sent) > 5 then return {} end
-- executed late, but not too late: distances count from when it was sent
local from = math.abs(now - sent) > 2 and sent * 1000 or nowMillis

local units = {requests = 1, tokens = 2}
local slots = {}
local function used(slot, unit)
  local sum = slots[slot]
  if not sum then
    local value = redis.pcall('HGET', counts, slot)
    sum = {0, 0}
    if type(value) == 'string' and #value == 16 then sum = {struct.unpack('<dd', value)} end
    slots[slot] = sum
  end
  return sum[unit]
end

local function parse(value)
  local n = {}
  for number in string.gmatch(value, '%-?%d+') do n[#n + 1] = tonumber(number) end
  return #n == 8 and n or nil
end

local all = redis.pcall('HGETALL', windows)
if all.err then
  redis.call('DEL', windows)
  all = {}
end
local known, count, gone = {}, 0, {}
for i = 1, #all, 2 do
  local n = parse(all[i + 1])
  -- without a reset, a window is over after its length
  if n and (n[4] >= 0 and n[4] > nowMillis or n[4] < 0 and nowMillis - n[5] < (n[3] > 0 and n[3] or 90000000)) then
    known[all[i]] = n
    count = count + 1
  else
    gone[#gone + 1] = all[i]
  end
end

local taken = {}
for i = 2, #ARGV, 6 do
  local id, left = ARGV[i], tonumber(ARGV[i + 1])
  local toReset = tonumber(ARGV[i + 4])
  local reset, at = toReset < 0 and -1 or from + toReset, from - tonumber(ARGV[i + 5])
  local old = known[id]
  local take = reset < 0 or reset > nowMillis
  if take and old then
    if reset >= 0 and old[4] >= 0 and math.abs(reset - old[4]) <= 2000 then
      -- of one period, the smaller remainder is the later one
      take = old[1] < 0 or left >= 0 and (left < old[1] or left == old[1] and at > old[5])
    else
      -- of two reports of one millisecond, that of the later period is the later one
      take = at > old[5] or at == old[5] and reset > old[4]
    end
  elseif take and count >= 32 then
    local longest
    for other, n in pairs(known) do
      if not longest or n[5] < known[longest][5] then longest = other end
    end
    take = known[longest][5] < at
    if take then
      known[longest], taken[longest] = nil, nil
      gone[#gone + 1] = longest
      count = count - 1
    end
  end
  if take then
    local unit = units[string.match(id, '^%S+ %S+ (%S+)')]
    if not old then count = count + 1 end
    known[id] = {left, tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3]), reset, at, now,
        unit and used('s' .. now, unit) or 0, unit and used('i' .. floor(now / 60), unit) or 0}
    taken[id] = true
  end
end

for i = 1, #gone, 1000 do redis.call('HDEL', windows, unpack(gone, i, min(#gone, i + 999))) end
local write = {}
for id in pairs(taken) do
  write[#write + 1] = id
  write[#write + 1] = string.format('%.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f', unpack(known[id]))
end
if #write > 0 then
  redis.call('HSET', windows, unpack(write))
  redis.call('EXPIRE', windows, 90000)
end

-- by when the calls were made, not by when they were heard of: a replica that reports its whole history adds nothing here
local function usedSince(n, unit)
  local second, minute = n[6], floor(n[6] / 60)
  local sum
  if second > now then return -1 end
  if now - second <= 60 then
    sum = used('s' .. second, unit) - n[7]
    for slot = second + 1, now + 5 do sum = sum + used('s' .. slot, unit) end
  elseif floor(now / 60) - minute <= 60 then
    sum = used('i' .. minute, unit) - n[8]
    for slot = minute + 1, floor((now + 5) / 60) do sum = sum + used('i' .. slot, unit) end
  end
  -- less than when it was taken: the counts were lost
  return sum and sum >= 0 and sum or -1
end
local answer = {}
for id, n in pairs(known) do
  local unit = units[string.match(id, '^%S+ %S+ (%S+)')]
  answer[#answer + 1] = {id, n[1], n[2], n[3], n[4] < 0 and -1 or n[4] - nowMillis, max(0, nowMillis - n[5]),
      unit and usedSince(n, unit) or -1}
end
return answer
