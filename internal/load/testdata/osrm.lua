-- From and to anywhere in Delaware, as clients of OSRM ask.
math.randomseed(1)
local function at()
	return string.format("%.5f,%.5f", -75.72 + math.random() * 0.25, 38.5 + math.random() * 1.15)
end
request = function()
	return wrk.format("GET", "/osrm/route/v1/driving/" .. at() .. ";" .. at())
end
