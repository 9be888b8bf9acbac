-- Adds what one replica has used of an API to what all have, and returns the sums.
-- KEYS  1 the API's hash
-- ARGV  1 replica  2 the store's second when the report was made  3 the seconds that the replica is remembered for
--       4 whether this is its whole history (1)  5, 6 requests and tokens that it knows to be counted  7, 8 those before its first mark
--       9 the milliseconds that the provider has asked to wait (-1: none)
--       from 10: age in seconds, requests, tokens; both cumulative
-- Returns status (0 counted, 1 resync, 2 late), whether the hash was replaced (1), requests and tokens counted of the replica,
--       those of all in the last minute, hour, day and month, and the milliseconds to wait (-1: none).
--
-- Fields of the hash, all of them numbers packed as doubles, which cost a third of text:
--   s<second>, i<minute>   requests, tokens
--   r<replica>             requests, tokens, the second when it was heard, the seconds that it is remembered for. In one hash with the
--                          sums, what was heard is never lost alone: each would be counted twice
--   h                      oldest second kept, the minute's sums, oldest minute kept, the hour's sums, the day and its sums, the month and
--                          its sums, the day of the last cleaning, the seconds that the hash is kept for, until when the provider
--                          asked to wait. Being longer than 64 bytes, it makes Redis find fields by a hash, not by a search
--   d<day>, m<month>       requests, tokens of another day or month than the head's: its clock may go back, or a report be from tomorrow
--
-- All is read and checked before anything is written: an error in the middle would leave a report half counted.
local key = KEYS[1]
local floor, max, min = math.floor, math.max, math.min
local time = redis.call('TIME')
local now = tonumber(time[1])
local nowMillis = now * 1000 + floor(tonumber(time[2]) / 1000)
local sent = tonumber(ARGV[2])
local replica = 'r' .. ARGV[1]

-- numbers the months one after the other, from days since 1970: Howard Hinnant's civil_from_days
local function monthOf(day)
  local z = day + 719468
  local era = floor(z / 146097)
  local dayOfEra = z - era * 146097
  local year = floor((dayOfEra - floor(dayOfEra / 1460) + floor(dayOfEra / 36524) - floor(dayOfEra / 146096)) / 365)
  local dayOfYear = dayOfEra - (365 * year + floor(year / 4) - floor(year / 100))
  return (era * 400 + year) * 12 + floor((5 * dayOfYear + 2) / 153)
end

-- what is not ours cannot be repaired; without the hash, every replica reports its whole history
local function replaced()
  redis.call('DEL', key)
  return {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1}
end

local thisMinute, today = floor(now / 60), floor(now / 86400)
local fields = {'h', replica, 's' .. sent, 's' .. (sent - 1), 'i' .. floor(sent / 60)}
local known = redis.pcall('HMGET', key, unpack(fields))
if known.err then return replaced() end

local sums = {}
local function read(field, value)
  if not value then
    sums[field] = {0, 0}
    return true
  end
  if #value ~= 16 then return false end
  local requests, tokens = struct.unpack('<dd', value)
  sums[field] = {requests, tokens}
  -- nor is what is not a number
  return requests >= 0 and tokens >= 0
end
for i = 3, 5 do
  if not read(fields[i], known[i]) then return replaced() end
end

local had, hadRequests, hadTokens = known[2], 0, 0
if had then
  if #had ~= 32 then return replaced() end
  hadRequests, hadTokens = struct.unpack('<dd', had)
  if not (hadRequests >= 0 and hadTokens >= 0) then return replaced() end
end

local oldest, minuteRequests, minuteTokens = now - 60, 0, 0
local oldestMinute, hourRequests, hourTokens = thisMinute - 60, 0, 0
local day, dayRequests, dayTokens, month, monthRequests, monthTokens = -1, 0, 0, -1, 0, 0
local cleaned, kept, waitUntil = today, 0, 0
if known[1] then
  if #known[1] ~= 120 then return replaced() end
  local n = {struct.unpack('<ddddddddddddddd', known[1])}
  for i = 1, 15 do
    if not (n[i] >= -1) then return replaced() end
  end
  oldest, minuteRequests, minuteTokens, oldestMinute, hourRequests, hourTokens = n[1], n[2], n[3], n[4], n[5], n[6]
  day, dayRequests, dayTokens, month, monthRequests, monthTokens = n[7], n[8], n[9], n[10], n[11], n[12]
  cleaned, kept, waitUntil = n[13], n[14], n[15]
end

-- puts the sums of another day or month aside, and takes those of this one
local function turn(prefix, from, to, requests, tokens)
  if from >= 0 then sums[prefix .. from] = {requests, tokens, changed = true} end
  local field = prefix .. to
  if not read(field, redis.call('HGET', key, field)) then return nil end
  return sums[field][1], sums[field][2]
end
if day ~= today then
  dayRequests, dayTokens = turn('d', day, today, dayRequests, dayTokens)
  if not dayRequests then return replaced() end
  day = today
  local thisMonth = monthOf(today)
  if month ~= thisMonth then
    monthRequests, monthTokens = turn('m', month, thisMonth, monthRequests, monthTokens)
    if not monthRequests then return replaced() end
    month = thisMonth
  end
end

local function answer(status)
  local wait = waitUntil > nowMillis and waitUntil - nowMillis or -1
  return {status, 0, hadRequests, hadTokens, minuteRequests, minuteTokens, hourRequests, hourTokens,
      dayRequests, dayTokens, monthRequests, monthTokens, wait}
end

-- its marks cannot be placed
if math.abs(now - sent) > 5 then return answer(2) end
if ARGV[4] == '0' and (not had or hadRequests < tonumber(ARGV[5]) or hadTokens < tonumber(ARGV[6])) then return answer(1) end
if not had then hadRequests, hadTokens = tonumber(ARGV[7]), tonumber(ARGV[8]) end

-- removes the slots from one on, and returns their sums
local gone = {}
local function leave(prefix, from, to)
  local names = {}
  for slot = from, to do names[#names + 1] = prefix .. slot end
  local requests, tokens = 0, 0
  if #names == 0 then return requests, tokens end
  for i, value in ipairs(redis.call('HMGET', key, unpack(names))) do
    if value then
      if #value ~= 16 then return nil end
      local r, t = struct.unpack('<dd', value)
      requests, tokens = requests + r, tokens + t
      gone[#gone + 1] = names[i]
    end
  end
  return requests, tokens
end

-- each slot is subtracted once, by whoever comes first. No slot is older than oldest, nor more than 66 younger
local moved = not known[1] or oldest ~= now - 60
if oldest < now - 60 then
  local requests, tokens = leave('s', oldest, min(now - 61, oldest + 70))
  if not requests then return replaced() end
  oldest, minuteRequests, minuteTokens = now - 60, max(0, minuteRequests - requests), max(0, minuteTokens - tokens)
elseif oldest > now then
  -- the clock went back by more than a minute: they would never leave
  if not leave('s', oldest, oldest + 70) then return replaced() end
  oldest, minuteRequests, minuteTokens = now - 60, 0, 0
end
if oldestMinute < thisMinute - 60 then
  local requests, tokens = leave('i', oldestMinute, min(thisMinute - 61, oldestMinute + 65))
  if not requests then return replaced() end
  oldestMinute, hourRequests, hourTokens = thisMinute - 60, max(0, hourRequests - requests), max(0, hourTokens - tokens)
elseif oldestMinute > thisMinute then
  if not leave('i', oldestMinute, oldestMinute + 65) then return replaced() end
  oldestMinute, hourRequests, hourTokens = thisMinute - 60, 0, 0
end

local function add(field, requests, tokens)
  local sum = sums[field]
  if not sum then
    if not read(field, redis.call('HGET', key, field)) then return false end
    sum = sums[field]
  end
  sum[1], sum[2], sum.changed = sum[1] + requests, sum[2] + tokens, true
  return true
end
for i = 10, #ARGV, 3 do
  local requests, tokens = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  if requests > hadRequests or tokens > hadTokens then
    local addRequests, addTokens = max(0, requests - hadRequests), max(0, tokens - hadTokens)
    hadRequests, hadTokens = max(requests, hadRequests), max(tokens, hadTokens)
    local slot = sent - tonumber(ARGV[i])
    local slotDay, slotMinute, ok = floor(slot / 86400), floor(slot / 60), true
    if slotDay == day then
      dayRequests, dayTokens = dayRequests + addRequests, dayTokens + addTokens
      monthRequests, monthTokens = monthRequests + addRequests, monthTokens + addTokens
    else
      local slotMonth = monthOf(slotDay)
      if slotDay > day then ok = add('d' .. slotDay, addRequests, addTokens) end
      if slotMonth == month then
        monthRequests, monthTokens = monthRequests + addRequests, monthTokens + addTokens
      elseif slotMonth > month then
        ok = ok and add('m' .. slotMonth, addRequests, addTokens)
      end
    end
    -- before the oldest one kept: the clock went back
    if ok and slotMinute >= thisMinute - 60 then
      ok = add('i' .. max(slotMinute, oldestMinute), addRequests, addTokens)
      hourRequests, hourTokens = hourRequests + addRequests, hourTokens + addTokens
    end
    if ok and slot >= now - 60 then
      ok = add('s' .. max(slot, oldest), addRequests, addTokens)
      minuteRequests, minuteTokens = minuteRequests + addRequests, minuteTokens + addTokens
    end
    if not ok then return replaced() end
  end
end

local wait = tonumber(ARGV[9])
if wait >= 0 then waitUntil = max(waitUntil, nowMillis + wait) end
local life = tonumber(ARGV[3])
kept = max(kept, life)
if cleaned > today then cleaned = today end

-- once a day, what nobody needs any more: other days and months, and replicas that have long gone
if cleaned < today then
  local all = redis.call('HGETALL', key)
  for i = 1, #all, 2 do
    local field, value = all[i], all[i + 1]
    local kind, number = string.sub(field, 1, 1), tonumber(string.sub(field, 2))
    local over
    if kind == 'r' then
      local ok, _, _, heard, life = pcall(struct.unpack, '<dddd', value)
      over = not ok or now - heard > life
    elseif kind ~= 'h' then
      local first = {s = oldest, i = oldestMinute, d = today - 1, m = month - 1}
      over = not number or not first[kind] or number < first[kind]
    end
    if over then gone[#gone + 1] = field end
  end
  cleaned = today
end

for i = 1, #gone, 1000 do redis.call('HDEL', key, unpack(gone, i, min(#gone, i + 999))) end
local head = struct.pack('<ddddddddddddddd', oldest, minuteRequests, minuteTokens, oldestMinute, hourRequests, hourTokens,
    day, dayRequests, dayTokens, month, monthRequests, monthTokens, cleaned, kept, waitUntil)
local write = {'h', head, replica, struct.pack('<dddd', hadRequests, hadTokens, now, life)}
for field, sum in pairs(sums) do
  if sum.changed then
    write[#write + 1] = field
    write[#write + 1] = struct.pack('<dd', sum[1], sum[2])
  end
end
redis.call('HSET', key, unpack(write))
if moved then redis.call('EXPIRE', key, kept) end
return answer(0)
