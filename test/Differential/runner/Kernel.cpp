// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "Kernel.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <flexnet/abi.h>
#include <linux/bpf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

using namespace differential;

static std::string LastWords;

/// The verifier writes here. Its last lines are enough (it keeps the end, from 6.4); libbpf's own
/// buffer grows until a million steps fit, which takes minutes.
static char Log[1 << 16];

/// Keeps what libbpf says.
static int listen(libbpf_print_level Level, const char *Format, va_list Args) {
  if (Level != LIBBPF_WARN)
    return 0;
  va_list Again;
  va_copy(Again, Args);
  std::string Text(static_cast<size_t>(vsnprintf(nullptr, 0, Format, Again)) + 1, '\0');
  va_end(Again);
  vsnprintf(Text.data(), Text.size(), Format, Args);
  Text.pop_back();
  LastWords += Text;
  return 0;
}

/// The last line of the verifier's log, or the first thing libbpf said.
static std::string reason() {
  std::string_view Said(Log, strnlen(Log, sizeof(Log)));
  Said = Said.substr(0, Said.rfind("processed "));
  while (Said.ends_with('\n'))
    Said.remove_suffix(1);
  if (Said.empty())
    return LastWords.substr(0, LastWords.find('\n'));
  return std::string(Said.substr(Said.rfind('\n') + 1));
}

void Kernel::Close::operator()(bpf_object *O) const { bpf_object__close(O); }

void Kernel::Unmap::operator()(Memory *M) const {
  munmap(M->Start, M->Size);
  delete M;
}

std::string Kernel::load(const std::string &Path) {
  libbpf_set_print(listen);
  LastWords.clear();
  Log[0] = '\0';
  LIBBPF_OPTS(bpf_object_open_opts, Options);
  Options.kernel_log_buf = Log;
  Options.kernel_log_size = sizeof(Log);
  Object.reset(bpf_object__open_file(Path.c_str(), &Options));
  if (!Object)
    return "cannot open: " + reason();
  bpf_program *P;
  bpf_object__for_each_program(P, Object.get())
    // BPF_PROG_RUN refuses programs that are attached to a cpumap entry.
    bpf_program__set_expected_attach_type(P, static_cast<bpf_attach_type>(0));
  if (bpf_object__load(Object.get()))
    return reason();

  const size_t Page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  bpf_map *M;
  bpf_object__for_each_map(M, Object.get()) {
    const std::string Name = bpf_map__name(M);
    const size_t Dot = Name.find('.');
    if (bpf_map__type(M) == BPF_MAP_TYPE_CPUMAP) {
      bpf_cpumap_val Entry = {};
      Entry.qsize = 64;
      const uint32_t Cpu = 0;
      if (bpf_map__update_elem(M, &Cpu, sizeof(Cpu), &Entry, sizeof(Entry), 0))
        return "cannot fill the entry of " + Name;
    } else if (Dot != std::string::npos && !(bpf_map__map_flags(M) & BPF_F_RDONLY_PROG)) {
      const size_t Size = (bpf_map__value_size(M) + Page - 1) / Page * Page;
      void *Start = mmap(nullptr, Size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(M), 0);
      if (Start == MAP_FAILED)
        return "cannot map " + Name + ": " + strerror(errno);
      auto *Bytes = static_cast<uint8_t *>(Start);
      MappedMemory All(new Memory{Bytes, Size, {Bytes, Bytes + Size}});
      Memories[Name.substr(Dot)] = std::move(All);
    } else if (bpf_map__type(M) == BPF_MAP_TYPE_HASH ||
               (bpf_map__type(M) == BPF_MAP_TYPE_ARRAY && Dot == std::string::npos)) {
      Maps.push_back(M);
    }
  }
  return "";
}

const Memory *Kernel::memory(const std::string &Section) const {
  auto Found = Memories.find(Section);
  return Found == Memories.end() ? nullptr : Found->second.get();
}

bool Kernel::has(const std::string &Program) const {
  return bpf_object__find_program_by_name(Object.get(), Program.c_str()) != nullptr;
}

Returned Kernel::run(const std::string &Program, std::span<const uint8_t> Context,
                     std::span<const uint8_t> Packet) const {
  const bpf_program *P = bpf_object__find_program_by_name(Object.get(), Program.c_str());
  if (!P)
    return {-ENOENT, 0, {}};
  LIBBPF_OPTS(bpf_test_run_opts, Options);
  std::vector<uint8_t> Bytes(Context.begin(), Context.end()), Out(4096);
  if (!Packet.empty()) {
    Options.data_in = Packet.data();
    Options.data_size_in = static_cast<uint32_t>(Packet.size());
    Options.data_out = Out.data();
    Options.data_size_out = static_cast<uint32_t>(Out.size());
  } else {
    Options.ctx_in = Bytes.data();
    Options.ctx_size_in = static_cast<uint32_t>(Bytes.size());
  }
  const int Error = bpf_prog_test_run_opts(bpf_program__fd(P), &Options);
  Out.resize(Options.data_size_out);
  return {Error, static_cast<int>(Options.retval), Packet.empty() ? std::vector<uint8_t>() : Out};
}

std::span<const uint8_t> Kernel::variable(const std::string &Name) const {
  const Memory *Observed = memory(".data.observed");
  const btf *Types = bpf_object__btf(Object.get());
  const int Id = btf__find_by_name_kind(Types, ".data.observed", BTF_KIND_DATASEC);
  if (!Observed || Id < 0)
    return {};
  const btf_type *Section = btf__type_by_id(Types, static_cast<uint32_t>(Id));
  for (const btf_var_secinfo &Entry : std::span(btf_var_secinfos(Section), btf_vlen(Section)))
    if (Name == btf__name_by_offset(Types, btf__type_by_id(Types, Entry.type)->name_off))
      return {Observed->Start + Entry.offset, Entry.size};
  return {};
}

std::map<uint64_t, uint64_t> Kernel::contents(const std::string &Name) const {
  std::map<uint64_t, uint64_t> All;
  const bpf_map *M = bpf_object__find_map_by_name(Object.get(), Name.c_str());
  uint64_t Value = 0;
  uint32_t Key = 0, Next = 0;
  for (void *From = nullptr; M && !bpf_map__get_next_key(M, From, &Next, sizeof(Next)); From = &Key) {
    Key = Next;
    if (!bpf_map__lookup_elem(M, &Key, sizeof(Key), &Value, sizeof(Value), 0))
      All[Key] = Value;
  }
  return All;
}

std::vector<uint64_t> Kernel::refused() const {
  std::vector<uint64_t> Total(FLEXNET_REASONS);
  const Memory *Counters = memory(FLEXNET_MAP_COUNTERS);
  if (!Counters)
    return Total;
  auto *Rows = reinterpret_cast<const uint64_t(*)[FLEXNET_REASONS]>(Counters->Start);
  for (unsigned Point = 0; Point != FLEXNET_MAX_POINTS; ++Point)
    for (unsigned Why = 0; Why != FLEXNET_REASONS; ++Why)
      Total[Why] += Rows[Point][Why];
  return Total;
}

void Kernel::finish(unsigned Worker, uint64_t Epoch) {
  if (const Memory *State = memory(FLEXNET_MAP_STATE))
    reinterpret_cast<flexnet_state *>(State->Start)->finished[Worker] = Epoch;
}

void Kernel::reset() {
  for (auto &[Name, M] : Memories)
    memcpy(M->Start, M->Initial.data(), M->Size);
  for (bpf_map *M : Maps)
    for (auto &[Key, Value] : contents(bpf_map__name(M))) {
      const uint32_t Number = static_cast<uint32_t>(Key);
      const uint64_t Zero = 0;
      if (bpf_map__type(M) == BPF_MAP_TYPE_HASH)
        bpf_map__delete_elem(M, &Number, sizeof(Number), 0);
      else
        bpf_map__update_elem(M, &Number, sizeof(Number), &Zero, sizeof(Zero), 0);
    }
}
